"""The moderation of everything below both front pages, and what the Secretariat may do with rounds."""

from django.db import migrations

FRONT_PAGE_DEPTH = 2
WORKFLOW = "წევრების თანხმობა / Members’ agreement"
CHECK = "სარედაქციო შემოწმება / Editorial check"
RIGHTS = ["view_agreementround", "change_agreementround"]


def permissions(apps):
    """Return the rights on rounds; on a fresh database they do not exist before all migrations have run."""
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="agreement", model="agreementround"
    )
    Permission = apps.get_model("auth", "Permission")
    return [
        Permission.objects.get_or_create(
            content_type_id=content_type.pk, codename=codename, defaults={"name": f"Can {codename.partition('_')[0]} round"}
        )[0]
        for codename in RIGHTS
    ]


def put_in_force(apps, schema_editor):
    secretariat, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Secretariat")
    secretariat.permissions.add(*permissions(apps))
    apps.get_model("agreement", "EditorialCheckTask").objects.get(name=CHECK).groups.add(secretariat)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.get(name=WORKFLOW)
    for front in apps.get_model("wagtailcore", "Page").objects.filter(depth=FRONT_PAGE_DEPTH):
        apps.get_model("wagtailcore", "WorkflowPage").objects.get_or_create(page=front, defaults={"workflow": workflow})


def take_out_of_force(apps, schema_editor):
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow__name=WORKFLOW).delete()
    for task in apps.get_model("agreement", "EditorialCheckTask").objects.filter(name=CHECK):
        task.groups.clear()
    for group in apps.get_model("auth", "Group").objects.filter(name="Secretariat"):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [("home", "0006_guard"), ("agreement", "0005_workflow")]
    operations = [migrations.RunPython(put_in_force, take_out_of_force)]
