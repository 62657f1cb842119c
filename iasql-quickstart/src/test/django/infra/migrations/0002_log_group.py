from django.db import migrations


def apply(schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT * FROM iasql_apply()")


def up(apps, schema_editor):
    apps.get_model("infra", "LogGroup").objects.create(log_group_name="quickstart")
    apply(schema_editor)


def down(apps, schema_editor):
    apps.get_model("infra", "LogGroup").objects.filter(log_group_name="quickstart").delete()
    apply(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("infra", "0001_modules")]
    operations = [migrations.RunPython(up, down)]
