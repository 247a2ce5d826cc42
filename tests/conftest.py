"""What every test shares: one Chromium for the browser tests, and a loud word when there is none."""

import glob
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import BrowserContext, Page

from tests.office.site import Demo, made_once

# The shell without a window comes first: it draws the same pages with far less work.
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
CHROMIUM_PLACES = (
    "~/.cache/ms-playwright/chromium_headless_shell-*/chrome-*/*headless*shell",
    "~/.cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "~/Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
NO_CHROMIUM = "Chromium not found"
FEW_PROCESSORS = 4
LEFT_OUT = "a long journey, which make test-long runs"

settings.register_profile("hojokin", deadline=None, print_blob=True)
settings.load_profile("hojokin")


def find_chromium() -> str | None:
    """Path of the Chromium to drive; HOJOKIN_CHROMIUM names one, and naming an absent one hides the rest."""
    if named := os.environ.get("HOJOKIN_CHROMIUM"):
        return shutil.which(named)
    installed = (shutil.which(name) for name in CHROMIUM_NAMES)
    downloaded = (path for place in CHROMIUM_PLACES for path in glob.glob(str(Path(place).expanduser())))
    return next((path for path in (*installed, *downloaded) if path), None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--long`` runs the long journeys too; ``--latency`` shows what a journey reads before its page has come."""
    parser.addoption("--long", action="store_true", help="run the long journeys too (make test-long)")
    parser.addoption(
        "--latency", type=int, default=0, help="milliseconds that every answer in a browser takes longer"
    )


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """``-n auto``: one worker more than a small machine has processors, to work while another waits for its browser."""
    processors = yield
    is_asked_for = "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ
    return processors if is_asked_for or processors > FEW_PROCESSORS else processors + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the long ones unless they are asked for; mark whatever asks for a browser, and skip it where there is none."""
    for item in items:
        if item.get_closest_marker("long") and not config.getoption("--long"):
            item.add_marker(pytest.mark.skip(reason=LEFT_OUT))
    has_chromium = find_chromium() is not None
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if not has_chromium and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="session", autouse=True)
def latency(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold up every answer to a browser as a slow network does."""
    held: int = request.config.getoption("--latency")
    with pytest.MonkeyPatch.context() as patch:
        if held:
            quick = BrowserContext.new_page

            def slow(context: BrowserContext) -> Page:
                page = quick(context)
                conditions = {
                    "offline": False,
                    "latency": held,
                    "downloadThroughput": -1,
                    "uploadThroughput": -1,
                }
                context.new_cdp_session(page).send("Network.emulateNetworkConditions", conditions)
                return page

            patch.setattr(BrowserContext, "new_page", slow)
        yield


@pytest.fixture(scope="session")
def of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that every worker of this run sees."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def new_demo(of_all_workers: Path) -> Path:
    """The data of a demo that began from nothing; to make it takes longer than most tests, so they begin as it does."""

    def make(folder: Path) -> None:
        with Demo(folder) as begun:
            assert begun.said == [begun.ready]

    return made_once(of_all_workers, "new-demo", make)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium; its sandbox does not start for root, as in most containers."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": arguments}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly how many tests did not run: a green run without them proves less."""
    all_skipped = terminalreporter.getreports("skipped")
    if left_out := [report for report in all_skipped if LEFT_OUT in str(report.longrepr)]:
        terminalreporter.write_line(
            f"SKIPPED {len(left_out)} long journeys: make test-long runs them.", yellow=True
        )
    skipped = [report for report in all_skipped if NO_CHROMIUM in str(report.longrepr)]
    if skipped:
        terminalreporter.write_sep("!", red=True, bold=True)
        terminalreporter.write_line(
            f"SKIPPED {len(skipped)} browser tests: {NO_CHROMIUM}. "
            "Install it (Debian: apt-get install chromium-headless-shell fonts-noto-cjk) "
            "or name it: HOJOKIN_CHROMIUM=/path/to/chromium",
            red=True,
            bold=True,
        )
        terminalreporter.write_sep("!", red=True, bold=True)
