"""The desk asks for its own styles besides those of every page."""

import re

import pytest

from tests.office.grants.granted import browser, granted

pytestmark = pytest.mark.django_db


def test_a_page_of_the_desk_asks_for_the_styles_of_the_desk() -> None:
    page = browser(granted().auditor).get("/desk/").content.decode()

    asked = re.findall(r"hojokin/styles/([a-z-]+)[.\w]*\.css", page)

    assert {"base", "desk", "rounds", "alerts", "print"} <= set(asked)
