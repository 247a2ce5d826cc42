"""One demo site for the journeys of a test worker, and the checks that every page must pass."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.journeys.applying import Programme
from tests.journeys.granting import Somebody, everybody, programme_in
from tests.office.site import Demo, made_once

# Playwright keeps an event loop in the thread of its tests. Django would then refuse the database to every test that
# the same worker runs afterwards, though none of them is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

WIDTHS = (1280, 390)
# What htmx logs as errors when a newer request replaces one that is still under way.
REPLACED = ("htmx:sendAbort", "htmx:afterRequest")


@pytest.fixture(scope="session")
def beginning(of_all_workers: Path, new_demo: Path) -> Path:
    """The data of a demo with vendor, tools and open rounds, which each journey through the years begins as."""

    def make(folder: Path) -> None:
        with programme_in(folder, new_demo, is_new=True):
            pass

    return made_once(of_all_workers, "beginning", make)


@pytest.fixture(scope="session")
def running_demo(tmp_path_factory: pytest.TempPathFactory, new_demo: Path) -> Iterator[Demo]:
    """The demo, for as long as the tests run."""
    with Demo(tmp_path_factory.mktemp("journeys"), like=new_demo) as demo:
        yield demo


@pytest.fixture(scope="session")
def site_address(running_demo: Demo) -> str:
    """Address of the running demo, without its last slash."""
    return running_demo.address.removesuffix("/")


@pytest.fixture
def programme(beginning: Path, tmp_path: Path) -> Iterator[Programme]:
    """A demo of its own, for a journey through days and years that no other test may notice."""
    with programme_in(tmp_path, beginning) as prepared:
        yield prepared


@pytest.fixture
def somebody(browser: Browser, programme: Programme) -> Iterator[Somebody]:
    """A browser of one's own for each person who signs in."""
    with everybody(browser, programme) as enter:
        yield enter


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def screen(request: pytest.FixtureRequest, page: Page) -> Iterator[Page]:
    """A page on a wide screen, then on a phone; it must log no error."""
    page.set_viewport_size({"width": request.param, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Check that axe finds no fault on a page, and that nothing sticks out sideways, down to 320 pixels."""
    axe = Axe()

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a page that has only begun to come has no document yet
        found = axe.run(page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
        seen = page.viewport_size
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        if seen is not None:
            page.set_viewport_size(seen)

    return check


def is_complaint(message: ConsoleMessage) -> bool:
    """Whether a page reports an error that is one."""
    return message.type == "error" and not message.text.startswith(REPLACED)
