"""A visitor without JavaScript, and a database with an index of its own."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

import tests.django_ready  # noqa: F401 - Django is set up by being imported


@pytest.fixture(autouse=True)
def rolled_back_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of a request closes its connection, but not under a test whose writing is undone at its own end."""
    close = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def close_outside(connection: BaseDatabaseWrapper) -> None:
        if not connection.in_atomic_block:
            close(connection)

    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", close_outside)


@pytest.fixture(autouse=True)
def served_to_the_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a browser asked for last is answered before the database is emptied under it."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    asked: list[object] = []
    answered: list[object] = []

    def began(**_signal: object) -> None:
        asked.append(None)

    def ended(**_signal: object) -> None:
        answered.append(None)

    request_started.connect(began)
    request_finished.connect(ended)
    yield
    for _turn in range(1000):
        if len(asked) == len(answered):
            break
        time.sleep(0.01)
    request_started.disconnect(began)
    request_finished.disconnect(ended)


@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    """Every test begins in Japanese: a page that was read in English leaves its language in the thread."""
    from django.utils import translation

    with translation.override("ja"):
        yield


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What another test's pages were kept from, or its filings counted, is forgotten."""
    from django.core.cache import cache

    from hojokin.office.portals.templatetags.kept import forget_parts
    from hojokin.office.queries.kept_answers import forget_all

    cache.clear()
    forget_all()
    forget_parts()


@pytest.fixture
def site() -> Client:
    """A browser without JavaScript, at the door of the site."""
    return Client()


@pytest.fixture
def catalogue(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty database; what other tests left in memory about theirs is forgotten."""
    from hojokin.office.queries import vendors

    settings.DATA = tmp_path
    monkeypatch.setattr(vendors, "_known", [])
