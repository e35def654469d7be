"""Suppressed addresses get hashes of their own: the old ones were the same as those of the signatures."""

from django.db import migrations
from django.utils.crypto import salted_hmac


def rekey(apps, schema_editor):
    rows = apps.get_model("letters", "Suppression").objects
    for key in list(rows.values_list("key", flat=True)):
        # As ``subjects.suppression_key`` does it.
        rows.filter(key=key).update(key=salted_hmac("network.letters.suppression", key, algorithm="sha256").hexdigest())


class Migration(migrations.Migration):
    dependencies = [("letters", "0007_kept_at_most")]

    # The way back leaves them: nothing leads from a hash to what it was made of, and after a year they go by themselves.
    operations = [migrations.RunPython(rekey, migrations.RunPython.noop)]
