"""What every test shares: one Chromium for the browser tests, and a loud word when there is none."""

import glob
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_PLACES = (
    "~/.cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "~/Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
NO_CHROMIUM = "Chromium not found"

settings.register_profile("hojokin", deadline=None, print_blob=True)
settings.load_profile("hojokin")


def find_chromium() -> str | None:
    """Path of the Chromium to drive; HOJOKIN_CHROMIUM names one, and naming an absent one hides the rest."""
    if named := os.environ.get("HOJOKIN_CHROMIUM"):
        return shutil.which(named)
    installed = (shutil.which(name) for name in CHROMIUM_NAMES)
    downloaded = (path for place in CHROMIUM_PLACES for path in glob.glob(str(Path(place).expanduser())))
    return next((path for path in (*installed, *downloaded) if path), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever asks for a browser, and skip it where there is none."""
    has_chromium = find_chromium() is not None
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if not has_chromium and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium; its sandbox does not start for root, as in most containers."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": arguments}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly how many browser tests did not run: a green run without them proves less."""
    skipped = [
        report for report in terminalreporter.getreports("skipped") if NO_CHROMIUM in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_sep("!", red=True, bold=True)
        terminalreporter.write_line(
            f"SKIPPED {len(skipped)} browser tests: {NO_CHROMIUM}. "
            "Install it (Debian: apt-get install chromium fonts-noto-cjk) "
            "or name it: HOJOKIN_CHROMIUM=/path/to/chromium",
            red=True,
            bold=True,
        )
        terminalreporter.write_sep("!", red=True, bold=True)
