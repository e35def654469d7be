"""Put a Georgian and an English front page where Wagtail leaves its welcome page."""

import uuid

from django.db import migrations

NAMES = {"ka": "სამოქალაქო საზოგადოება მიგრაციისთვის", "en": "Civil Society for Migration"}


def create_front_pages(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    if Page.objects.filter(depth__gt=2).exists():
        return  # a tree with content is not ours to replace
    Locale = apps.get_model("wagtailcore", "Locale")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _created = ContentType.objects.get_or_create(app_label="home", model="homepage")
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    translation_key = uuid.uuid4()
    pages = []
    for number, (code, title) in enumerate(NAMES.items(), start=1):
        locale, _created = Locale.objects.get_or_create(language_code=code)
        slug = "home" if code == "ka" else f"home-{code}"
        pages.append(
            HomePage.objects.create(
                title=title,
                draft_title=title,
                slug=slug,
                url_path=f"/{slug}/",
                content_type=content_type,
                path=f"0001{number:04}",
                depth=2,
                numchild=0,
                locale=locale,
                translation_key=translation_key,
                live=True,
            )
        )
    Page.objects.filter(depth=1).update(numchild=len(pages))
    Site.objects.create(hostname="localhost", port=80, root_page_id=pages[0].pk, is_default_site=True)


def remove_front_pages(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    apps.get_model("home", "HomePage").objects.filter(depth=2, numchild=0).delete()
    Page.objects.filter(depth=1).update(numchild=Page.objects.filter(depth=2).count())


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_front_pages, remove_front_pages)]
