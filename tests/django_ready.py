"""Django, made ready for tests before any of its models is imported; every test of the site has the same settings."""

import os
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.office.settings"

import django

django.setup()
DATA = Path(os.environ["HOJOKIN_DATA"])
