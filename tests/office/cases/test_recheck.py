"""After a rule was corrected every open application is asked again, and both sides of a changed one are told."""

from datetime import timedelta

import pytest

from hojokin.office.actions.keep_evaluation import keep_evaluation
from hojokin.office.actions.recheck_open_filings import recheck_open_filings
from hojokin.office.actions.take_step import take_step
from hojokin.office.actions.write_field import write_field
from hojokin.office.queries.entries import values_of
from hojokin.office.queries.evaluations import Outcome, difference
from hojokin.office.records.models import AuditRow, Evaluation, Filing, Notice, OutboxMessage
from tests.flow.application_samples import corporation
from tests.office.cases.application_scene import AT, application
from tests.office.cases.sample import Scene

LATER = AT + timedelta(days=1)


def told(scene: Scene) -> list[str]:
    """Whom a changed evaluation was told to."""
    return sorted(Notice.objects.filter(event="evaluation.change").values_list("person__email", flat=True))


def evaluated(scene: Scene, **kept: object) -> None:
    """The evaluation as the rules of another day gave it."""
    keep_evaluation(scene.filing, AT, values_of(scene.filing))
    Evaluation.objects.filter(filing=scene.filing).update(**kept)


def test_the_first_run_keeps_what_the_rules_say_and_tells_nobody() -> None:
    scene = application()

    done = recheck_open_filings(at=AT)

    kept = Evaluation.objects.get(filing=scene.filing)
    assert (done.checked, done.changed) == (1, ())
    assert (kept.amount_yen, kept.refusals) == (500_000, [])
    assert told(scene) == []


def test_a_changed_amount_is_told_to_both_sides_once() -> None:
    scene = application()
    evaluated(scene, amount_yen=450_000)

    first, second = recheck_open_filings(at=LATER), recheck_open_filings(at=LATER)

    assert (first.changed, second.changed) == ((scene.filing.number,), ())
    assert told(scene) == ["applicant@example.jp", "vendor@example.jp"]
    assert "450,000円から500,000円" in OutboxMessage.objects.filter(to="vendor@example.jp").get().text
    assert AuditRow.objects.filter(what="evaluation.change", subject=scene.filing.number).count() == 1
    assert "規則の訂正で自動判定が変わりました" in scene.as_vendor.get(scene.address).text


def test_a_refusal_that_is_gone_is_told() -> None:
    scene = application()
    evaluated(scene, refusals=["is_sme"], amount_yen=0)

    recheck_open_filings(at=LATER)

    assert (
        "対象外とする判定が1件なくなりました。"
        in OutboxMessage.objects.filter(to="applicant@example.jp").get().text
    )


def test_what_a_person_changed_since_is_no_news() -> None:
    scene = application()
    evaluated(scene)
    write_field(scene.filing, "requested_yen", ["400000"], 1, by=scene.vendor, at=LATER)

    done = recheck_open_filings(at=LATER)

    assert done.changed == ()
    assert Evaluation.objects.get(filing=scene.filing).amount_yen == 400_000


@pytest.mark.parametrize(
    ("state", "checked"), [("submitted", 1), ("vendor_editing", 1), ("rejected", 0), ("withdrawn", 0)]
)
def test_only_open_applications_are_asked(state: str, checked: int) -> None:
    scene = application()
    Filing.objects.filter(pk=scene.filing.pk).update(state=state)

    assert recheck_open_filings(at=AT).checked == checked


def test_a_form_that_says_too_little_is_kept_as_unanswered() -> None:
    scene = application({"applicant_kind": "corporation"})

    recheck_open_filings(at=AT)

    assert Evaluation.objects.get(filing=scene.filing).amount_yen is None


def test_handing_over_keeps_what_the_rules_say() -> None:
    scene = application(corporation())

    take_step(scene.filing, "hand_over", by=scene.applicant, at=AT)

    assert Evaluation.objects.get(filing=scene.filing).amount_yen == 500_000


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (Outcome(1), Outcome(1), ""),
        (Outcome(None), Outcome(5), "見積りの補助額が「計算できない」から5円に変わりました。"),
        (
            Outcome(0, ("a",)),
            Outcome(0, ("b", "c")),
            "対象外とする判定が2件増えました。対象外とする判定が1件なくなりました。",
        ),
    ],
)
def test_a_difference_in_words(before: Outcome, after: Outcome, said: str) -> None:
    assert difference(before, after).ja == said
