"""A Django project of one app, on the database that DATABASE_URL names."""

import os
from urllib.parse import urlsplit

url = urlsplit(os.environ["DATABASE_URL"])

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": url.hostname,
        "PORT": url.port,
        "USER": url.username,
        "PASSWORD": url.password,
        "NAME": url.path[1:],
    }
}
INSTALLED_APPS = ["infra"]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
USE_TZ = True
