"""Two people who act on the same thing at once: each waits for the other, and answers for what stands then."""

from __future__ import annotations

from typing import Any

import pytest

from tests.office.postgres.conftest import told_by


@pytest.mark.postgres
def test_whoever_comes_second_acts_on_what_the_first_left(
    postgres: dict[str, Any], environment: dict[str, str]
) -> None:
    assert told_by("crossing", postgres, environment) == {
        "vendor": "postgresql",
        "joined": [["done", "NotAllowed"], 1],
        "withdrawn": [["done", "NotAllowed"], False],
        "found": [["done", "NotAllowed"], 1],
        "closed": [["done", "NotAllowed"], True],
        "assigned": [["done", "done"], None],
        "tied": [["done", "NotAllowed"], None],
        "phone": [["done", "NotAllowed"], 1],
        "tokens": [["done", "Unmet"], True],
        "codes": [5, False],
        "told": ["done", "done"],
        "scored": [["done", "done"], 1, 2],
        "ruled": [["done", "NotAllowed"], ["granted"]],
        "paid": [["done", "NotAllowed"], "made", "amount_fixed"],
    }
