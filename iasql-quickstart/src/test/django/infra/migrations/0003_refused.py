"""Not in the guide: the test's account refuses the second group."""

from django.db import migrations


def up(apps, schema_editor):
    groups = apps.get_model("infra", "LogGroup").objects
    groups.create(log_group_name="second")
    groups.create(log_group_name="refused")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT * FROM iasql_apply()")


class Migration(migrations.Migration):
    dependencies = [("infra", "0002_log_group")]
    operations = [migrations.RunPython(up)]
