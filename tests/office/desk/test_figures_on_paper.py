"""The office's figures on paper: what is folded on the screen is printed, and no column falls off the sheet."""

from __future__ import annotations

import io
import os
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page

from hojokin.flow.roles import Role
from tests.office.desk.desk_scene import filing, now, person, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

# Playwright runs a loop in this thread; the database is asked beside it, never within.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
SHEET = 718  # CSS pixels of an A4 sheet between its margins
MOST_SHEETS = 6
AGES = (1, 10, 40, 100)


def opened(page: Page, live_server: Any, prefix: str) -> None:
    """The figures of some cases, as a reviewer sees them."""
    for place, days in enumerate(AGES):
        filing(f"TR26-{place}", state_since=now() - timedelta(days=days))
    value = signed_in(person(Role.REVIEWER)).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page.goto(f"{live_server.url}{prefix}/desk/figures/")


@pytest.mark.parametrize(("prefix", "head"), [("", "いちばん古い日数"), ("/en", "Oldest (days)")])
def test_folded_tables_are_printed_whole(page: Page, live_server: Any, prefix: str, head: str) -> None:
    opened(page, live_server, prefix)
    assert not page.locator(".plots-fold table").first.is_visible()

    sheets = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))

    text = "".join(each.get_textpage().get_text_bounded() for each in sheets)
    assert head in " ".join(text.split())
    assert len(sheets) <= MOST_SHEETS


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_column_fits_on_the_sheet(page: Page, live_server: Any, prefix: str) -> None:
    page.set_viewport_size({"width": SHEET, "height": 1000})
    opened(page, live_server, prefix)

    page.emulate_media(media="print")

    frames = page.locator(".plots-table")
    wide = frames.evaluate_all("all => all.filter(each => each.scrollWidth > each.clientWidth).length")
    assert (frames.count() > 0, wide) == (True, 0)
