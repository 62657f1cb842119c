"""One app, infra, on the database that DATABASE_URL names."""

import os
from urllib.parse import unquote, urlsplit

url = urlsplit(os.environ["DATABASE_URL"])

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": url.hostname,
        "PORT": url.port,
        "USER": unquote(url.username),
        "PASSWORD": unquote(url.password),
        "NAME": unquote(url.path[1:]),
    }
}
INSTALLED_APPS = ["infra"]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
USE_TZ = True
PROJECT_NAME = "quickstart"
PORT = 8088
