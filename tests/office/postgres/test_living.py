"""The example programme and a year of its jobs, on PostgreSQL: everything that the office does, done there too."""

from __future__ import annotations

from typing import Any

import pytest

from tests.office.postgres.conftest import told_by

NAMED_CASES = 20  # the sample people have more


@pytest.mark.postgres
def test_the_example_programme_lives_on_postgresql_and_its_books_hold(
    with_programme: dict[str, Any], environment: dict[str, str]
) -> None:
    found = told_by("living", with_programme, environment)

    assert (found["vendor"], found["broken"], found["faults"], found["failed"]) == (
        "postgresql",
        None,
        [],
        [],
    )
    assert found["filings"] > NAMED_CASES
    assert found["entries"] > 0
    assert found["a_year"] > 0
