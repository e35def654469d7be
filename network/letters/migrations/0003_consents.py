"""The first wordings of the four consents."""

from django.db import migrations

WORDINGS = {
    "store": {
        "ka": "თანახმა ვარ, რომ ქსელმა ჩემი მონაცემები ამ წერილისთვის შეინახოს",
        "en": "I agree that the Network keeps my data for this letter",
    },
    "show_name": {
        "ka": "თანახმა ვარ, რომ ჩემი სახელი გამოქვეყნდეს",
        "en": "I agree that my name is published",
    },
    "letter_news": {
        "ka": "მაცნობეთ, რა ბედი ეწევა ამ წერილს",
        "en": "Tell me what becomes of this letter",
    },
    "network_news": {
        "ka": "გამომიგზავნეთ ქსელის სიახლეები",
        "en": "Send me news of the Network",
    },
}


def write(apps, schema_editor):
    texts = apps.get_model("letters", "ConsentText").objects
    for purpose, bodies in WORDINGS.items():
        for language, body in bodies.items():
            texts.get_or_create(purpose=purpose, language=language, version=1, defaults={"body": body})


def remove(apps, schema_editor):
    apps.get_model("letters", "ConsentText").objects.filter(version=1).delete()


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_guard")]

    operations = [migrations.RunPython(write, remove)]
