from django.db import migrations

from network.agreement.operations import GuardTables


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial"), ("agreement", "0004_triggers")]
    operations = [
        GuardTables(
            "events_eventpage",
            unasked=["ends_at", "internal_note", "starts_at"],
            throughs={
                "events_eventpage_funding": "eventpage_id",
                "events_eventpage_listed_members": "eventpage_id",
                "events_eventpage_organisations": "eventpage_id",
                "events_eventpage_places": "eventpage_id",
                "events_eventpage_topics": "eventpage_id",
            },
        ),
    ]
