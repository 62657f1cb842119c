from django.db import migrations, models


class Migration(migrations.Migration):
    operations = [
        migrations.RunSQL(
            "SELECT iasql_install('aws_cloudwatch')", "SELECT iasql_uninstall('aws_cloudwatch')"
        ),
        migrations.CreateModel(
            name="LogGroup",
            fields=[
                ("id", models.AutoField(primary_key=True)),
                ("log_group_name", models.TextField()),
                ("log_group_arn", models.TextField(null=True, editable=False)),
            ],
            options={"managed": False, "db_table": "log_group"},
        ),
    ]
