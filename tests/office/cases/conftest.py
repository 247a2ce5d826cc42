"""The sample kind, known to the office while a test of the cases runs, and its papers with numbers."""

from pathlib import Path
from typing import Any

import pytest

from hojokin.flow.kept_out import settings as kept_out_settings
from hojokin.flow.roles import Role
from hojokin.office.actions.keep_version import keep_version
from hojokin.office.records.models import Filing
from tests.office.cases.erasure_scene import Office
from tests.office.cases.paper_scene import DIRTY, attached
from tests.office.cases.sample import AT, SAMPLE, actor, scene
from tests.office.papers_with_numbers import paper


@pytest.fixture(autouse=True)
def _sample(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hojokin.office.queries import kinds

    settings.DATA = tmp_path
    settings.DEMO = True  # nobody is asked for a second factor
    known = {**kinds.kinds(), "sample": SAMPLE}
    monkeypatch.setattr(kinds, "kinds", lambda: known)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The field is one whose papers usually show such numbers."""
    monkeypatch.setitem(kept_out_settings()["fields"], "sample", ["paper"])


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """The bytes of a paper with a number."""
    return paper(DIRTY, folder=tmp_path)


@pytest.fixture
def office(content: bytes) -> Office:
    """Handed in once with the paper."""
    here = scene()
    document = attached(here, content)
    keep_version(here.now(), by=here.applicant, at=AT)
    Filing.objects.filter(pk=here.filing.pk).update(submitted_at=AT)
    return Office(here, document, actor("決裁 太郎", Role.APPROVER, None))
