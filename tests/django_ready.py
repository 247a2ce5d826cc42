"""Django, made ready for tests before any of its models is imported."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hojokin.office.config.settings")
os.environ.setdefault("HOJOKIN_SECRET_KEY", "for tests only")
os.environ.setdefault("HOJOKIN_HTTPS", "0")
DATA = Path(os.environ.setdefault("HOJOKIN_DATA", tempfile.mkdtemp(prefix="hojokin-tests-")))
(DATA / "static").mkdir(exist_ok=True)

import django  # noqa: E402 - its settings come first

django.setup()
