"""A database, sessions in a cookie, and nobody who is asked for a second factor."""

from pathlib import Path
from typing import Any

import pytest

import tests.django_ready  # noqa: F401 - Django is set up by being imported


@pytest.fixture(autouse=True)
def _office(db: None, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.DEMO = True
