from django.db import migrations

from network.agreement.operations import GuardTables


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_voices"), ("agreement", "0004_triggers")]
    operations = [
        GuardTables(
            "projects_projectpage",
            unasked=["ends_latest", "internal_note", "starts_earliest"],
            children={"projects_participation": "page_id"},
            throughs={
                "projects_projectpage_funding": "projectpage_id",
                "projects_projectpage_listed_members": "projectpage_id",
                "projects_projectpage_places": "projectpage_id",
                "projects_projectpage_topics": "projectpage_id",
            },
        )
    ]
