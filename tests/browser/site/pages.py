"""One page of every type, in both languages, and the widths at which pages are looked at."""

PROJECT = {
    "ka": "/ka/chveni-sakmianoba/proektebi/iris-networking-samokalako-sazogadoeba-datsvaze-orientirebuli-migratsiis/",
    "en": "/en/our-work/projects/iris-networking-civil-society-for-protection-sensitive-migration-management/",
}
PUBLICATION = {
    "ka": "/ka/monatsemebi-da-resursebi/migratsiis-terminebi-kartuli-da-inglisuri/",
    "en": "/en/data-and-resources/terms-of-migration-georgian-and-english/",
}
INTERVIEW = {
    "ka": "/ka/siakhleebi/ori-moderatori-ori-dghe-interviu-rula-hamatistan-da-ignasio-pakertan/",
    "en": "/en/news/two-moderators-two-days-an-interview-with-roula-hamati-and-ignacio-packer/",
}
ROUND_TABLE = {
    "ka": "/ka/chveni-sakmianoba/ghonisdziebebi/mrgvali-magida-kutaisshi-sezonuri-samushao-sazghvargaret/",
    "en": "/en/our-work/events/round-table-in-kutaisi-seasonal-work-abroad/",
}
WEBINAR = {
    "ka": "/ka/chveni-sakmianoba/ghonisdziebebi/vebinari-samtavrobo-komisiistvis-migratsiis-globaluri-shetankhmebis/",
    "en": "/en/our-work/events/webinar-for-the-state-commission-putting-the-global-compact-for-migration-into/",
}
TYPES = {
    "home": {"ka": "/ka/", "en": "/en/"},
    "section": {"ka": "/ka/vin-vart/", "en": "/en/who-we-are/"},
    "topics": {"ka": "/ka/chveni-sakmianoba/", "en": "/en/our-work/"},
    "resources": {"ka": "/ka/monatsemebi-da-resursebi/", "en": "/en/data-and-resources/"},
    "action": {"ka": "/ka/chaertet/", "en": "/en/take-action/"},
    "about": {"ka": "/ka/vin-vart/kselis-shesakheb/", "en": "/en/who-we-are/about-the-network/"},
    "members": {"ka": "/ka/vin-vart/tsevrebi/", "en": "/en/who-we-are/members/"},
    "member": {"ka": "/ka/members/demo-01/", "en": "/en/members/demo-01/"},
    "standard": {"ka": "/ka/vin-vart/rogor-vtankhmdebit/", "en": "/en/who-we-are/how-we-agree/"},
    "projects": {"ka": "/ka/chveni-sakmianoba/proektebi/", "en": "/en/our-work/projects/"},
    "project": PROJECT,
    "news": {"ka": "/ka/siakhleebi/", "en": "/en/news/"},
    "item": INTERVIEW,
    "publication": PUBLICATION,
    "events": {"ka": "/ka/chveni-sakmianoba/ghonisdziebebi/", "en": "/en/our-work/events/"},
    "event": ROUND_TABLE,
    "webinar": WEBINAR,
    "results": {"ka": "/ka/search/?q=მიგრაცია", "en": "/en/search/?q=migration"},
    "no results": {"ka": "/ka/search/?q=მიგრცია", "en": "/en/search/?q=migratoin"},
    "nothing": {"ka": "/ka/nothing-here/", "en": "/en/nothing-here/"},
}
PATHS = [path for paths in TYPES.values() for path in paths.values()]
EVERY_TYPE = [(name, language) for name in TYPES for language in ("ka", "en")]
PHONE = 360
DESK = 1280
