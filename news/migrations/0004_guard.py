from django.db import migrations

from network.agreement.operations import GuardTables


class Migration(migrations.Migration):
    dependencies = [("news", "0003_voices"), ("agreement", "0004_triggers")]
    operations = [
        GuardTables(
            "news_newspage",
            unasked=["date_earliest", "date_latest", "internal_note"],
            throughs={
                "news_newspage_funding": "newspage_id",
                "news_newspage_listed_members": "newspage_id",
                "news_newspage_organisations": "newspage_id",
                "news_newspage_places": "newspage_id",
                "news_newspage_topics": "newspage_id",
            },
        ),
        GuardTables(
            "news_publicationpage",
            unasked=["internal_note"],
            throughs={
                "news_publicationpage_funding": "publicationpage_id",
                "news_publicationpage_listed_members": "publicationpage_id",
                "news_publicationpage_organisations": "publicationpage_id",
                "news_publicationpage_places": "publicationpage_id",
                "news_publicationpage_topics": "publicationpage_id",
            },
        ),
    ]
