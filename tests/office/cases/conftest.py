"""The sample kind, known to the office while a test of the cases runs."""

from pathlib import Path
from typing import Any

import pytest

from tests.office.cases.sample import SAMPLE


@pytest.fixture(autouse=True)
def _sample(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hojokin.office.queries import kinds

    settings.DATA = tmp_path
    settings.DEMO = True  # nobody is asked for a second factor
    known = {**kinds.kinds(), "sample": SAMPLE}
    monkeypatch.setattr(kinds, "kinds", lambda: known)
