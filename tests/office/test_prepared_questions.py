"""Every prepared question of the site answers what Django answers to the same question."""

import pytest
from django.utils import timezone

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from tests.office.asked import differing
from tests.office.people import town

pytestmark = pytest.mark.django_db
AT_LEAST = 25  # fewer would mean that they are not found


def test_every_question_answers_as_django_does() -> None:
    town()

    asked, wrong = differing(timezone.now())

    assert asked >= AT_LEAST
    assert wrong == []
