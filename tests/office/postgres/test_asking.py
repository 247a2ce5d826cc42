"""What every page asks, asked of PostgreSQL with plans that it keeps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.office.postgres.conftest import told_by
from tests.office.test_prepared_questions import AT_LEAST


@pytest.mark.postgres
def test_every_prepared_question_answers_as_django_does_and_its_plan_is_kept(
    with_programme: dict[str, Any], environment: dict[str, str]
) -> None:
    found = told_by("asking", with_programme, environment)

    assert (found["vendor"], found["wrong"]) == ("postgresql", [])
    assert found["asked"] >= AT_LEAST
    assert found["kept"] > 0
