"""A data folder of its own for every test."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    """HOJOKIN_DATA, empty."""
    settings.DATA = tmp_path
    settings.HOJOKIN_ADAPTERS = {}
    return tmp_path
