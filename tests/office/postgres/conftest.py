"""A loud word when the tests of PostgreSQL did not run: a green run without them proves less."""

from typing import Any

NOT_STARTED = "PostgreSQL could not be started"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many did not run, and why."""
    skipped = [each for each in terminalreporter.getreports("skipped") if NOT_STARTED in str(each.longrepr)]
    if skipped:
        terminalreporter.write_sep("!", red=True, bold=True)
        terminalreporter.write_line(
            f"SKIPPED {len(skipped)} tests: {skipped[0].longrepr[2]}", red=True, bold=True
        )
        terminalreporter.write_sep("!", red=True, bold=True)
