"""What whoever decides a round sees: whom it is about, what was decided before, and who contests it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hojokin.office.records.models import DecisionProposal, Filing, FilingEntry
from tests.office.rounds.scene import (
    ROUND,
    Office,
    browser,
    handed_in,
    no_tie,
    office,
    the_round,
)

DECIDE = f"/desk/rounds/{ROUND}/decide/"


def proposed() -> tuple[Office, Filing]:
    """A proposal that waits for its second person, with its only application."""
    people = office()
    the_round()
    filing = handed_in(people)
    browser(people.approver).post(f"{DECIDE}propose/", {"line": "0"})
    return people, filing


def test_the_second_person_reads_the_names_of_both_sides_before_denying_a_tie() -> None:
    people, filing = proposed()

    page = browser(people.second).get(DECIDE).text

    assert filing.partner is not None
    assert f"{filing.owner.name} / {filing.partner.name}" in page
    assert "利害関係がありません" in page


def test_the_ranking_names_the_vendor_beside_the_applicant() -> None:
    people = office()
    the_round()
    filing = handed_in(people)

    page = browser(people.approver).get(DECIDE).text

    assert filing.partner is not None
    assert f"{filing.owner.name} / {filing.partner.name}" in page


def test_the_rows_of_a_decision_can_be_read_after_it() -> None:
    people, filing = proposed()
    proposal = DecisionProposal.objects.get()
    sent = {"digest": proposal.digest, "tie": "on"}
    browser(people.second).post(f"{DECIDE}approve/", sent)
    auditor = browser(people.auditor)

    bare = auditor.get(DECIDE).text
    looked = auditor.get(f"{DECIDE}?of={proposal.pk}").text
    unknown = auditor.get(f"{DECIDE}?of=999999")

    assert f'href="?of={proposal.pk}#looked-back"' in bare
    assert filing.number not in bare
    assert (filing.number in looked, filing.owner.name in looked) == (True, True)
    assert (unknown.status_code, filing.number in unknown.text) == (200, False)


def test_a_refusal_by_the_rules_that_the_applicant_contests_is_marked() -> None:
    people = office()
    the_round()
    quiet = handed_in(people, exclusions=["suspended"])
    contested = handed_in(
        people,
        exclusions=["suspended"],
        contest=True,
        contest_reason="別の会社の処分です。",
    )

    page = browser(people.approver).get(DECIDE).text

    assert f"/desk/{contested.number}/#part-contest" in page
    assert f"/desk/{quiet.number}/#part-contest" not in page


def test_an_approver_is_led_to_the_round_instead_of_to_steps_that_are_always_refused() -> None:
    people = office()
    the_round()
    filing = handed_in(people)
    no_tie(filing, people.approver)

    desk = browser(people.approver).get(f"/desk/{filing.number}/").text
    case = browser(people.approver).get(f"/cases/{filing.number}/").text

    assert f'href="{DECIDE}"' in desk
    for page in (desk, case):
        assert "steps/reopen_review/" in page
        assert ("steps/grant/" in page, "steps/reject/" in page) == (False, False)


def test_a_reviewer_is_not_led_to_the_decision() -> None:
    people = office()
    the_round()
    filing = handed_in(people)

    assert f'href="{DECIDE}"' not in browser(people.reviewer).get(f"/desk/{filing.number}/").text


def test_a_tie_is_asked_for_to_the_applicant_and_to_the_vendor() -> None:
    people = office()
    the_round()
    filing = handed_in(people)

    page = browser(people.reviewer).get(f"/desk/{filing.number}/").text

    assert filing.partner is not None
    assert f"<legend>{filing.owner.name} / {filing.partner.name} や関係する会社との利害関係</legend>" in page


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("submitted", "「審査を始める」を押してください"),
        ("reviewed", "いまは審査中ではないため"),
    ],
)
def test_a_sheet_that_cannot_be_written_says_why(state: str, told: str) -> None:
    people = office()
    the_round()
    filing = handed_in(people)
    Filing.objects.filter(pk=filing.pk).update(state=state)

    page = browser(people.reviewer).get(f"/desk/{filing.number}/score/").text

    assert told in page


def test_an_approver_reads_the_sheet_and_is_told_that_only_reviewers_score() -> None:
    people = office()
    the_round()
    filing = handed_in(people)
    Filing.objects.filter(pk=filing.pk).update(state="under_review")

    page = browser(people.approver).get(f"/desk/{filing.number}/score/").text

    assert "採点できるのは審査担当だけです" in page


def test_the_score_says_what_it_is_made_of() -> None:
    people = office()
    the_round()
    filing = handed_in(people, (3, 4))

    answer = browser(people.approver).get(f"/desk/{filing.number}/score/")
    made = answer.context["made_of"]

    assert made["sheets"] == 6 * 3 + 6 * 4
    assert made["sheets"] + made["bonus"] - made["reductions"] == answer.context["scoring"].total
    assert f"採点 {made['sheets']} ＋ 加点 {made['bonus']} − 減点 {made['reductions']}" in answer.text


def test_a_contest_is_told_beside_the_checks_and_the_amount() -> None:
    people = office()
    the_round()
    filing = handed_in(people)
    site = browser(people.reviewer)

    before = site.get(f"/desk/{filing.number}/").text
    assert people.reviewer.person is not None
    FilingEntry.objects.filter(filing=filing, name="contest").delete()
    FilingEntry.objects.create(
        filing=filing,
        name="contest",
        typed=["yes"],
        value=True,
        written_by=people.reviewer.person,
        written_as="applicant",
        written_at=filing.opened_at,
    )
    pages = [site.get(f"/desk/{filing.number}/{where}").text for where in ("", "score/")]

    assert "異議の内容を見る" not in before
    assert all("異議の内容を見る" in each for each in pages)


@pytest.mark.parametrize("name", ["opens_at", "closes_at", "report_by"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59:59"])
def test_a_moment_at_the_end_of_the_calendar_is_refused_at_its_field(name: str, moment: str) -> None:
    people = office()
    the_round()
    sent = {"closes_at": "2026-06-15T17:00:00", "reason": "試し", name: moment}

    answer = browser(people.administrator).post(f"/desk/rounds/{ROUND}/edit/", sent)

    assert (answer.status_code, f'href="#edit-{name}"' in answer.text) == (422, True)


def note_outage(closed_for: timedelta) -> str:
    """What an administrator is told who notes an hour's outage before a deadline that passed so long ago."""
    people = office()
    closes = timezone.now().replace(microsecond=0) - closed_for
    the_round(closes_at=closes, promised_at=closes, promised_since=closes - timedelta(days=30))
    local = [
        timezone.localtime(each) for each in (closes - timedelta(minutes=70), closes - timedelta(minutes=10))
    ]
    sent = {name: f"{at:%Y-%m-%dT%H:%M}" for name, at in zip(("started", "ended"), local, strict=True)}

    answer = browser(people.administrator).post(
        f"/desk/rounds/{ROUND}/downtime/", {**sent, "what": "gBizID"}, follow=True
    )

    assert answer.status_code == 200
    return answer.text


def test_an_outage_noted_in_time_gives_the_time_back() -> None:
    assert "決まりにより締切を延ばしました。" in note_outage(timedelta(minutes=5))


def test_an_outage_noted_too_late_says_that_nobody_can_use_the_new_deadline() -> None:
    told = note_outage(timedelta(days=3))

    assert "もう過ぎているため、だれも使えません" in told
    assert "決まりにより締切を延ばしました。" not in told
