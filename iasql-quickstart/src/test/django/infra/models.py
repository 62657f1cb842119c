from django.db import models


class LogGroup(models.Model):
    log_group_name = models.TextField()
    log_group_arn = models.TextField(null=True, editable=False)  # AWS assigns it

    class Meta:
        managed = False
        db_table = "log_group"
