from django.db import migrations

from network.agreement.operations import InstallFunctions


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0002_policies"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [InstallFunctions()]
