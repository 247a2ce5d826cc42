"""The office without its site: tables, and a data folder of its own for each test."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests import django_ready  # noqa: F401 - before any model


@pytest.fixture(autouse=True)
def own_data(settings: Settings, tmp_path: Path) -> Path:
    """The data folder of the test."""
    settings.DATA = tmp_path
    return tmp_path
