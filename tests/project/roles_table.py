"""Who gets what at every address of the site: a row for each, a column for each kind of person.

"in": sign in first. "home": back to the admin's start, where a message says that the right is missing. "on": led on,
mostly because something was done or there is nothing to do. Numbers are statuses. First for GET, then for
an empty POST.
What an empty POST changes is another question: see ``CHANGES``.
"""

# "own" speaks for the member whose mandate, answer and link stand in the addresses, "other" for another one.
ROLES = ("anonymous", "own", "other", "translator", "editor", "secretariat", "superuser")

NO_POST = "405 405 405 405 405 405 405"
PUBLIC = "200 200 200 200 200 200 200"
NOTHING = "404 404 404 404 404 404 404"
LEADS_ON = "on on on on on on on"
STAFF = "in in in 200 200 200 200"
STAFF_NOT_SO = "in in in 405 405 405 405"
OFFICE = "in in in home home 200 200"
OFFICE_NOT_SO = "in in in home home 405 405"
NEVER = "in in in home home home home"
OFFICE_DONE = "in in in home home on on"
OFFICE_NOTHING = "in in in home home 404 404"
OFFICE_REFUSED = "in in in home home 400 400"
EDITORS_TOO = "in in in home 200 200 200"
EDITORS_TOO_NOT_SO = "in in in home 405 405 405"
DOOR = "200 on on home home home home"
INNER_DOOR = "in on on home home home home"
STAFF_AGAIN = "in 404 404 in in in in"
MEMBERS = "in 200 200 403 403 403 403"
OWN_MEMBER = "in 200 404 403 403 403 403"
OWN_MEMBER_DONE = "in on 404 403 403 403 403"
OWN_DRAFT = "in 200 404 403 403 403 403"
OWN_MANDATE = "in on on on on on on"
STAFF_DONE = "in in in on on on on"
ADMINS_DOOR = "in 403 403 home home home home"
IN_NOTHING = "in 404 404 404 404 404 404"
IN_NO_POST = "in 404 404 405 405 405 405"
STAFF_NOTHING = "in in in 404 404 404 404"
STAFF_REFUSED = "in in in 400 400 400 400"
BY_LINK = "200 200 403 403 403 403 403"
OWN_SUCCESSOR = "in 200 on on on on on"

EXPECTED = {
    "root": (LEADS_ON, NO_POST),
    "healthz": (PUBLIC, NO_POST),
    "readyz": (PUBLIC, NO_POST),
    "robots": (PUBLIC, NO_POST),
    "icon": (LEADS_ON, NO_POST),
    "sitemap": (PUBLIC, NO_POST),
    "sitemap_part": (PUBLIC, NO_POST),
    "staff_door": (ADMINS_DOOR, NO_POST),
    "staff_reset": (ADMINS_DOOR, NO_POST),
    "editing:create_counterpart": (STAFF_DONE, STAFF_DONE),
    "editing:bring_facts": (NEVER, NEVER),
    "editing:report": (STAFF, STAFF_NOT_SO),
    "editing:report_results": (STAFF, STAFF_NOT_SO),
    "charter_subscribers": (OFFICE, OFFICE_NOT_SO),
    "charter_subscribers_results": (OFFICE, OFFICE_NOT_SO),
    "agreement:rounds": (OFFICE, OFFICE_NOT_SO),
    "agreement:rounds_results": (OFFICE, OFFICE_NOT_SO),
    "agreement:audit": (OFFICE, STAFF_NOT_SO),
    "agreement:round": (OFFICE, STAFF_NOT_SO),
    "agreement:round_data": (OFFICE, STAFF_NOT_SO),
    "agreement:act": (STAFF_NOT_SO, OFFICE_DONE),
    "agreement:correct": (STAFF, STAFF_REFUSED),
    "agreement:withdraw_correction": (STAFF_NOT_SO, STAFF_NOTHING),
    "agreement:urgency": (OFFICE, OFFICE),
    "letters:letters": (EDITORS_TOO, EDITORS_TOO_NOT_SO),
    "letters:letters_results": (EDITORS_TOO, EDITORS_TOO_NOT_SO),
    "letters:letter": (EDITORS_TOO, STAFF_NOT_SO),
    "letters:act": (STAFF_NOT_SO, OFFICE_DONE),
    "letters:new": (EDITORS_TOO, "in in in home 400 400 400"),
    "letters:checks": (OFFICE, STAFF_NOT_SO),
    "letters:check": (OFFICE, STAFF_NOT_SO),
    "letters:check_logo": (OFFICE_NOTHING, STAFF_NOT_SO),
    "letters:decide": (STAFF_NOT_SO, OFFICE_DONE),
    "letters:wordings": (OFFICE, STAFF_NOT_SO),
    "letters:wording": (OFFICE, OFFICE_REFUSED),
    "letters:patterns": (OFFICE, STAFF_NOT_SO),
    "letters:selection": ("in in in home home 400 400", OFFICE_NOTHING),
    "letters:undo": (STAFF_NOT_SO, OFFICE_DONE),
    "letters:delivery": (OFFICE, STAFF_NOT_SO),
    "letters:take_step": (STAFF_NOT_SO, OFFICE_DONE),
    "letters:news_table": (STAFF_NOT_SO, OFFICE),
    "letters:bundle": (OFFICE_NOTHING, STAFF_NOT_SO),
    "events:events": (EDITORS_TOO, EDITORS_TOO_NOT_SO),
    "events:events_results": (EDITORS_TOO, EDITORS_TOO_NOT_SO),
    "events:event": (EDITORS_TOO, STAFF_NOT_SO),
    "events:act": (STAFF_NOT_SO, OFFICE_REFUSED),
    "events:cancel": (STAFF_NOT_SO, OFFICE_DONE),
    "events:table": (STAFF_NOT_SO, OFFICE),
    "agenda:paste": (STAFF, STAFF_REFUSED),
    "initiatives:initiatives": (EDITORS_TOO, EDITORS_TOO_NOT_SO),
    "initiatives:initiatives_results": (EDITORS_TOO, EDITORS_TOO_NOT_SO),
    "initiatives:initiative": (EDITORS_TOO, STAFF_NOT_SO),
    "initiatives:document": (EDITORS_TOO, STAFF_NOT_SO),
    "initiatives:act": (STAFF_NOT_SO, OFFICE_REFUSED),
    "procedures:index": (OFFICE, OFFICE_NOT_SO),
    "procedures:index_results": (OFFICE, OFFICE_NOT_SO),
    "procedures:add": (OFFICE, OFFICE),
    "procedures:edit": (OFFICE, OFFICE_DONE),
    "procedures:delete": (NEVER, NEVER),
    "procedures:history": (OFFICE, OFFICE_NOT_SO),
    "procedures:history_results": (OFFICE, OFFICE_NOT_SO),
    "procedures:usage": (OFFICE, OFFICE_NOT_SO),
    "procedures:copy": (OFFICE, OFFICE),
    "members_unrepresented": (OFFICE, OFFICE_NOT_SO),
    "members_unrepresented_results": (OFFICE, OFFICE_NOT_SO),
    "memberships:index": (OFFICE, OFFICE_NOT_SO),
    "memberships:index_results": (OFFICE, OFFICE_NOT_SO),
    "memberships:add": (OFFICE, OFFICE),
    "memberships:edit": (OFFICE, OFFICE),
    "memberships:delete": (NEVER, NEVER),
    "memberships:history": (OFFICE, OFFICE_NOT_SO),
    "memberships:history_results": (OFFICE, OFFICE_NOT_SO),
    "memberships:usage": (OFFICE, OFFICE_NOT_SO),
    "requests:index": (OFFICE, STAFF_NOT_SO),
    "requests:application": (OFFICE, STAFF_NOT_SO),
    "requests:decide_application": (STAFF_NOT_SO, OFFICE_DONE),
    "requests:proposal": (OFFICE, STAFF_NOT_SO),
    "requests:decide_proposal": (STAFF_NOT_SO, OFFICE_REFUSED),
    "requests:departure": (OFFICE, STAFF_NOT_SO),
    "requests:decide_departure": (STAFF_NOT_SO, OFFICE_REFUSED),
    "mandates:index": (OFFICE, OFFICE_NOT_SO),
    "mandates:index_results": (OFFICE, OFFICE_NOT_SO),
    "mandates:add": (OFFICE, OFFICE),
    "mandates:edit": (OFFICE, OFFICE),
    "mandates:delete": (NEVER, NEVER),
    "mandates:history": (OFFICE, OFFICE_NOT_SO),
    "mandates:history_results": (OFFICE, OFFICE_NOT_SO),
    "mandates:usage": (OFFICE, OFFICE_NOT_SO),
    "mandates:letter": ("in in in home home 404 404", STAFF_NOT_SO),
    "mandates:revoke": (OFFICE, OFFICE),
    "mandates:withdraw": (STAFF_NOT_SO, OFFICE_DONE),
    "wagtaildocs_serve": (NOTHING, NO_POST),
    "wagtaildocs_authenticate_with_password": (NOTHING, NOTHING),
    "media": (NOTHING, NO_POST),
    "search": (PUBLIC, NO_POST),
    "feed": (PUBLIC, NO_POST),
    "missing_translation": (NOTHING, NO_POST),
    "wagtailcore_authenticate_with_password": (NOTHING, NOTHING),
    "wagtailcore_login": ("in in in in in in in", NO_POST),
    "account_request_login_code": (DOOR, DOOR),
    "account_confirm_login_code": (INNER_DOOR, INNER_DOOR),
    "mfa_login_webauthn": (INNER_DOOR, INNER_DOOR),
    "account_login": (DOOR, DOOR),
    "mfa_authenticate": (INNER_DOOR, INNER_DOOR),
    "account_logout": ("on 200 200 200 200 200 200", LEADS_ON),
    "account_reauthenticate": ("in 404 404 200 200 200 200", "in 404 404 200 200 200 200"),
    "mfa_reauthenticate": (STAFF_AGAIN, STAFF_AGAIN),
    "mfa_reauthenticate_webauthn": ("in 403 403 in in in in", "in 403 403 in in in in"),
    "mfa_index": ("in 200 200 200 200 200 200", "in 405 405 405 405 405 405"),
    "mfa_add_webauthn": ("in 200 200 in in in in", "in 200 200 in in in in"),
    "mfa_remove_webauthn": (STAFF_AGAIN, STAFF_AGAIN),
    "mfa_activate_totp": (STAFF_AGAIN, STAFF_AGAIN),
    "totp_picture": (IN_NOTHING, IN_NO_POST),
    "mfa_deactivate_totp": (IN_NOTHING, IN_NOTHING),
    "mfa_view_recovery_codes": (IN_NOTHING, IN_NO_POST),
    "mfa_generate_recovery_codes": (STAFF_AGAIN, STAFF_AGAIN),
    "records": (PUBLIC, NO_POST),
    "record": (PUBLIC, PUBLIC),
    "record_json": (PUBLIC, NO_POST),
    "mandates": ("in 200 200 200 200 200 200", NO_POST),
    "mandate_ended": (PUBLIC, NO_POST),
    "mandate_confirm": (OWN_MANDATE, OWN_MANDATE),
    "mandate_end": (OWN_MANDATE, OWN_MANDATE),
    "mandate_successor": (OWN_SUCCESSOR, OWN_SUCCESSOR),
    "mandate_withdraw": (OWN_MANDATE, OWN_MANDATE),
    "succession_accept": (PUBLIC, LEADS_ON),
    "charter_versions": (PUBLIC, NO_POST),
    "charter_version": (NOTHING, NO_POST),
    "desk_charter": (MEMBERS, MEMBERS),
    "desk": (MEMBERS, NO_POST),
    "join": (PUBLIC, PUBLIC),
    "join_done": (PUBLIC, NO_POST),
    "join_application": (PUBLIC, NO_POST),
    "join_send": (NO_POST, PUBLIC),
    "join_withdraw": (NO_POST, LEADS_ON),
    "join_step": (PUBLIC, PUBLIC),
    "desk_entries": (MEMBERS, NO_POST),
    "desk_entry": (OWN_MEMBER, OWN_MEMBER),
    "desk_entry_withdraw": (NO_POST, OWN_MEMBER_DONE),
    "desk_leave": (OWN_MEMBER, OWN_MEMBER),
    "desk_stay": (NO_POST, OWN_MEMBER_DONE),
    "letter_sign": (PUBLIC, "409 409 409 409 409 409 409"),
    "letter_code": (PUBLIC, PUBLIC),
    "letter_confirm": (PUBLIC, PUBLIC),
    "letter_not_me": (PUBLIC, LEADS_ON),
    "letter_manage": (PUBLIC, LEADS_ON),
    "letter_done": (PUBLIC, NO_POST),
    "letter_count": (PUBLIC, NO_POST),
    "letter_badge": (PUBLIC, NO_POST),
    "letter_share_image": (PUBLIC, NO_POST),
    "letter_signatories": (PUBLIC, NO_POST),
    "letter_versions": (PUBLIC, NO_POST),
    "letter_version": (PUBLIC, NO_POST),
    "letter_print": (PUBLIC, NO_POST),
    "desk_letters": (MEMBERS, NO_POST),
    "desk_letter": (MEMBERS, "in 403 403 403 403 403 403"),
    "letter_object": (PUBLIC, PUBLIC),
    "event_note": (PUBLIC, NO_POST),
    "events_calendar": (PUBLIC, NO_POST),
    "event_calendar": (PUBLIC, NO_POST),
    "event_session_calendar": (NOTHING, NO_POST),
    "event_register": (PUBLIC, PUBLIC),
    "event_register_sent": (PUBLIC, NO_POST),
    "event_registration": (PUBLIC, LEADS_ON),
    "event_registration_gone": (PUBLIC, NO_POST),
    "desk_events": (MEMBERS, NO_POST),
    "desk_event": (MEMBERS, "in 403 403 403 403 403 403"),
    "letter_pdf": (PUBLIC, NO_POST),
    "letter_bundle": (PUBLIC, NO_POST),
    "letter_csv": (PUBLIC, NO_POST),
    "letter_json": (PUBLIC, NO_POST),
    "initiatives": (PUBLIC, NO_POST),
    "member": (PUBLIC, NO_POST),
    "member_person": (PUBLIC, NO_POST),
    "desk_initiatives": (MEMBERS, NO_POST),
    "desk_initiative_new": (MEMBERS, MEMBERS),
    "desk_initiative": (MEMBERS, "in 403 403 403 403 403 403"),
    "desk_initiative_edit": (OWN_DRAFT, OWN_DRAFT),
    "desk_initiative_discard": (NO_POST, "in on 404 403 403 403 403"),
    "desk_initiative_document": (MEMBERS, NO_POST),
    "desk_language": (NO_POST, "in on on 403 403 403 403"),
    "desk_rounds": (MEMBERS, NO_POST),
    "desk_answer": (MEMBERS, MEMBERS),
    "desk_round": (MEMBERS, NO_POST),
    "desk_corrections": (MEMBERS, NO_POST),
    "desk_correction": ("in 404 404 403 403 403 403", "in 404 404 403 403 403 403"),
    "answer_receipt": ("in 200 403 403 403 403 403", NO_POST),
    "answer_link": (BY_LINK, BY_LINK),
    "link_receipt": (BY_LINK, NO_POST),
    "wagtail_serve": (PUBLIC, NO_POST),
}

# What an empty form of somebody changes in members, mandates, rounds and answers. A successor comes with a link.
BY_LINK_FROM_THE_MAIL = {"join_withdraw", "letter_not_me", "letter_object", "succession_accept"}
OF_THE_OFFICE = {
    "agreement:act", "events:cancel", "letters:act", "letters:decide", "letters:undo", "mandates:withdraw",
    "requests:decide_application", *BY_LINK_FROM_THE_MAIL,
}  # fmt: skip
CHANGES = {
    "anonymous": BY_LINK_FROM_THE_MAIL,
    "own": {
        "desk_entry_withdraw", "desk_initiative_discard", "desk_stay", "mandate_confirm", "mandate_end",
        "mandate_withdraw", *BY_LINK_FROM_THE_MAIL,
    },
    "other": BY_LINK_FROM_THE_MAIL,
    "translator": BY_LINK_FROM_THE_MAIL,
    "editor": BY_LINK_FROM_THE_MAIL,
    "secretariat": OF_THE_OFFICE,
    "superuser": OF_THE_OFFICE,
}  # fmt: skip
# Wagtail's own, for anybody: drawings and words of the admin's scripts.
OPEN_STOCK = frozenset({"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"})
