"""A browser at a section of the form, for tests of what a slow or broken line does to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client
from playwright.sync_api import Page, Route

from hojokin.office.records.models import FilingEntry
from tests.office.cases.sample import PDF, Scene

# Playwright runs a loop in this thread; the database is asked beside it, never within.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def sign_in(page: Page, client: Client, live_server: Any) -> None:
    """Let the browser be whose client it is."""
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])


def opened(page: Page, client: Client, scene: Scene, live_server: Any, section: str) -> None:
    """A section, on the screen."""
    sign_in(page, client, live_server)
    page.goto(f"{live_server.url}{scene.address}form/{section}/")


@contextmanager
def held(page: Page, address: str) -> Iterator[list[Route]]:
    """Requests to an address are kept waiting, and go on at the end."""
    waiting: list[Route] = []
    page.route(address, lambda route: waiting.append(route))  # noqa: PLW0108  # Playwright marks what it is given
    yield waiting
    for each in waiting:
        each.continue_()
    page.unroute(address)


def until(page: Page, waiting: list[Route], count: int) -> None:
    """Wait for as many requests."""
    for _turn in range(100):
        if len(waiting) >= count:
            return
        page.wait_for_timeout(50)
    raise AssertionError(waiting)


def kept(name: str) -> Any:
    """What the office keeps of a field."""
    return FilingEntry.objects.get(name=name).typed


def pdf(name: str, more: bytes = b"") -> Any:
    """A paper to choose."""
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF + more}
