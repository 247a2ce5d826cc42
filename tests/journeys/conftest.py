"""One demo site for the journeys of a test worker, and the checks that every page must pass."""

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from tests.office.site import Demo

# Playwright keeps an event loop in the thread of its tests. Django would then refuse the database to every test that
# the same worker runs afterwards, though none of them is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

WIDTHS = (1280, 390)
# What htmx logs as errors when a newer request replaces one that is still under way.
REPLACED = ("htmx:sendAbort", "htmx:afterRequest")


@pytest.fixture(scope="session")
def site_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the running demo, without its last slash."""
    with Demo(tmp_path_factory.mktemp("journeys")) as demo:
        yield demo.address.removesuffix("/")


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def screen(request: pytest.FixtureRequest, page: Page) -> Iterator[Page]:
    """A page on a wide screen, then on a phone; it must log no error."""
    page.set_viewport_size({"width": request.param, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Check that axe finds no fault on a page, and that nothing sticks out sideways, down to 320 pixels."""
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
        seen = page.viewport_size
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        if seen is not None:
            page.set_viewport_size(seen)

    return check


def _is_complaint(message: ConsoleMessage) -> bool:
    return message.type == "error" and not message.text.startswith(REPLACED)
