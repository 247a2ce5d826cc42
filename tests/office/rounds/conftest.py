"""A database of its own and a session without one, for tests of rounds, scores and decisions."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _office(db: None, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.DEMO = True  # nobody is asked for a second factor
