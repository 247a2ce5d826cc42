"""Titles: every page says what it is, and says nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.office.access import admits
from tests.office.people import EVERYBODY, VISITOR, Town, fresh, town
from tests.office.test_permissions import Asked, every_address, sample

pytestmark = pytest.mark.django_db
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
BETWEEN = re.compile(r"\s+–\s+|｜|: |：")
OPENED_AT_LEAST = 90  # pages of one language, so that the test cannot pass by seeing none


@pytest.fixture
def here(settings: Any, tmp_path: Path) -> Town:
    settings.DATA = tmp_path
    settings.DEMO = True
    return town()


def titles(here: Town, prefix: str) -> Iterator[tuple[str, str]]:
    """Every page with its title, as the first person reads it to whom it opens."""
    for where, access in every_address():
        for who in (
            each for each in EVERYBODY if admits(access, signed_in=each != VISITOR, role=role_of(each))
        ):
            if (found := title_of(here, who, where, prefix)) is not None:
                yield where, found
                break


def role_of(who: str) -> Role | None:
    """The seat of somebody, who may have none."""
    return Role(who) if who in set(Role) else None


def title_of(here: Town, who: str, where: str, prefix: str) -> str | None:
    """The title that somebody reads there; None where it is no page, or not theirs."""
    role = Role(who) if who in PARTIES else Role.APPLICANT if who in SECRETARIAT else Role.VENDOR
    answer = fresh(here.browser(who)).get(prefix + sample(where, Asked(here, here.own[role], "own")))
    is_page = answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html")
    text = answer.content.decode() if is_page and not answer.streaming else ""
    found = TITLE.search(text)
    return None if found is None else unescape(found[1]).strip()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_part_of_a_title_stands_there_twice_and_none_is_empty(here: Town, prefix: str) -> None:
    found = dict(titles(here, prefix))

    parts = {where: [each.strip() for each in BETWEEN.split(title)] for where, title in found.items()}
    assert {where: each for where, each in parts.items() if len(set(each)) < len(each) or "" in each} == {}
    assert len(found) >= OPENED_AT_LEAST


@pytest.mark.parametrize("who", sorted(PARTIES))
def test_the_portals_first_pages_are_named_alike(here: Town, who: str) -> None:
    where = {Role.APPLICANT: "my/", Role.VENDOR: "vendor/", Role.MEMBER: "member/"}[Role(who)]

    title = title_of(here, who, where, "")

    assert title is not None
    assert BETWEEN.split(title)[0] == "ホーム"
