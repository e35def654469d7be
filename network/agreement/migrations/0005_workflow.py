from django.db import migrations

WORKFLOW = "წევრების თანხმობა / Members’ agreement"
TASKS = [
    ("EditorialCheckTask", "სარედაქციო შემოწმება / Editorial check"),
    ("MemberAgreementTask", "წევრების თანხმობა / Members’ agreement"),
]


def make_workflow(apps, schema_editor):
    """First somebody else than the last editor reads the text, then the members are asked (docs/agreement.md)."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=WORKFLOW, active=True)
    for order, (model, name) in enumerate(TASKS):
        content_type, _made = ContentType.objects.get_or_create(app_label="agreement", model=model.lower())
        task = apps.get_model("agreement", model).objects.create(name=name, content_type=content_type, active=True)
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task_id=task.task_ptr_id, sort_order=order
        )


def remove_workflow(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name__in=[name for _model, name in TASKS]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0004_triggers"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(make_workflow, remove_workflow)]
