"""``hojokin applications recheck``: every open application is asked again, and what changed is told."""

from __future__ import annotations

from typing import Any

import pytest

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.office.actions.keep_evaluation import keep_evaluation
from hojokin.office.queries.entries import values_of
from hojokin.office.records.models import Evaluation
from tests.cli.conftest import Hojokin
from tests.office.cases.application_scene import AT, application

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.DATA = tmp_path_factory.mktemp("data")


def test_it_names_the_applications_whose_answer_changed(hojokin: Hojokin) -> None:
    scene = application()
    keep_evaluation(scene.filing, AT, values_of(scene.filing))
    Evaluation.objects.update(amount_yen=1)

    first, second = hojokin("applications", "--json", "recheck"), hojokin("applications", "recheck")

    assert first.json == {"checked": 1, "changed": [scene.filing.number]}
    assert (
        second.out == "1件を判定し直しました。結果が変わった0件の申請者とIT導入支援事業者に知らせました。\n"
    )


def test_it_speaks_english(hojokin: Hojokin) -> None:
    done = hojokin("applications", "--lang", "en", "recheck")

    assert done.out == "0 were asked again; both sides of the 0 whose answer changed were told.\n"
