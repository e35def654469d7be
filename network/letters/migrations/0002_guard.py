from django.db import migrations

from network.agreement.operations import GuardTables


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial"), ("agreement", "0004_triggers")]
    operations = [
        GuardTables(
            "letters_openletterpage",
            unasked=["internal_note"],
            throughs={
                "letters_openletterpage_funding": "openletterpage_id",
                "letters_openletterpage_listed_members": "openletterpage_id",
                "letters_openletterpage_places": "openletterpage_id",
                "letters_openletterpage_topics": "openletterpage_id",
            },
            editorial=False,
        ),
    ]
