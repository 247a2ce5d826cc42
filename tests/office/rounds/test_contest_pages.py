"""The contest on the desk: a form for each refusal, its ruling for everybody who decides, and what is wrong in its place."""

from typing import Any

import pytest
from django.test import Client

from hojokin.office.records.models import ContestRuling, DecisionProposal, Filing
from tests.office.rounds.contest_scene import FRAUD, SUSPENDED, WHY, contested, rule
from tests.office.rounds.scene import ROUND, Office, browser, handed_in, no_tie, office, the_round

DECIDE = f"/desk/rounds/{ROUND}/decide/"


@pytest.fixture
def people() -> Office:
    the_round()
    return office()


def send(site: Client, filing: Filing, *, follow: bool = False, **sent: str) -> Any:
    asked = {"rule": SUSPENDED, "outcome": "upheld", "reason": WHY, **sent}
    return site.post(f"/desk/{filing.number}/contest/", asked, follow=follow)


def page(site: Client, filing: Filing) -> str:
    return site.get(f"/desk/{filing.number}/").text


def test_each_contested_refusal_has_a_form_of_its_own(people: Office) -> None:
    filing = contested(people, "suspended", "earlier_fraud")

    seen = page(browser(people.reviewer), filing)

    assert [seen.count(f'id="contest-{each}"') for each in (SUSPENDED, FRAUD)] == [1, 1]
    assert seen.count(f'action="/desk/{filing.number}/contest/"') == 2
    assert (seen.count("裁定するまで、この申請は決定できません。"), "裁定待ち 2件" in seen) == (2, True)


def test_a_ruling_is_saved_and_shown_with_who_made_it(people: Office) -> None:
    filing, site = contested(people), browser(people.reviewer)

    answer = send(site, filing)
    seen = page(site, filing)

    assert (answer.status_code, answer["Location"]) == (302, f"/desk/{filing.number}/#contest-{SUSPENDED}")
    assert "異議の裁定を保存しました。" in seen
    assert (WHY in seen, "審査 三郎さんが裁定" in seen, "裁定を変える" in seen) == (True, True, True)
    assert "裁定待ち" not in seen


def test_what_is_missing_is_told_in_the_form_and_what_was_typed_stays(people: Office) -> None:
    filing, site = contested(people), browser(people.reviewer)

    answer = send(site, filing, outcome="", reason="途中まで<書いた>")
    empty = send(site, filing, reason=" ")

    assert (answer.status_code, empty.status_code) == (422, 422)
    assert "異議を「認める」か「認めない」かを選んでください。" in answer.text
    assert "途中まで&lt;書いた&gt;</textarea>" in answer.text
    assert f'id="wrong-reason-{SUSPENDED}"' in empty.text
    assert 'value="upheld" required checked' in empty.text
    assert ContestRuling.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "told"), [("submitted", "審査中か決定待ち"), ("granted", "審査中か決定待ち")]
)
def test_a_ruling_at_the_wrong_time_says_why(people: Office, state: str, told: str) -> None:
    filing = contested(people)
    Filing.objects.filter(pk=filing.pk).update(state=state)

    answer = send(browser(people.reviewer), filing, follow=True)

    assert told in answer.text
    assert f'action="/desk/{filing.number}/contest/"' not in answer.text


def test_who_declared_nothing_is_led_to_the_declaration_first(people: Office) -> None:
    filing, site = contested(people), browser(people.colleague)

    seen, answer = page(site, filing), send(site, filing, follow=True)

    assert f'action="/desk/{filing.number}/contest/"' not in seen
    assert "利害関係がないと申告すると、裁定できます。" in seen
    assert "裁定の前に" in answer.text


@pytest.mark.parametrize("seat", ["administrator", "approver", "auditor"])
def test_others_of_the_office_read_the_ruling_and_send_none(people: Office, seat: str) -> None:
    filing = contested(people)
    rule(filing, people.reviewer)
    site = browser(getattr(people, seat))

    seen = page(site, filing)

    assert (WHY in seen, "審査 三郎さんが裁定" in seen) == (True, True)
    assert f'action="/desk/{filing.number}/contest/"' not in seen
    assert send(site, filing).status_code == 403


def test_a_filing_without_a_contest_has_no_form(people: Office) -> None:
    filing = handed_in(people, exclusions=["suspended"])
    no_tie(filing, people.reviewer)

    assert "/contest/" not in page(browser(people.reviewer), filing)


def test_the_ranking_says_where_the_ruling_is_missing(people: Office) -> None:
    filing = contested(people)

    seen = browser(people.approver).get(DECIDE).text

    assert "異議の裁定がまだです" in seen
    assert f"/desk/{filing.number}/#part-contest" in seen


def test_both_approvers_read_who_ruled_and_why_before_and_after_the_decision(people: Office) -> None:
    filing = contested(people)
    rule(filing, people.reviewer)

    ranking = browser(people.approver).get(DECIDE).text
    browser(people.approver).post(f"{DECIDE}propose/", {"line": "0"})
    proposal = DecisionProposal.objects.get()
    waiting = browser(people.second).get(DECIDE).text
    browser(people.second).post(f"{DECIDE}approve/", {"digest": proposal.digest, "tie": "on"})
    after = browser(people.auditor).get(f"{DECIDE}?of={proposal.pk}").text

    for seen in (ranking, waiting, after):
        assert (WHY in seen, "審査 三郎さんが裁定" in seen, "異議を認める" in seen) == (True, True, True)
    assert Filing.objects.get(pk=filing.pk).state == "granted"


def test_a_contest_that_is_not_upheld_is_told_once_in_a_row(people: Office) -> None:
    filing = contested(people)
    rule(filing, people.reviewer, is_upheld=False)
    browser(people.approver).post(f"{DECIDE}propose/", {"line": "0"})

    seen = browser(people.second).get(DECIDE).text
    row = seen[seen.index("結果と理由") :]

    assert (row.count(WHY), "異議を認めない" in row) == (1, True)


@pytest.mark.parametrize("where", ["", "score/"])
def test_the_pages_of_a_contested_case_ask_at_most_eight_questions(
    people: Office, where: str, django_assert_max_num_queries: Any
) -> None:
    filing = contested(people, "suspended", "earlier_fraud")
    rule(filing, people.reviewer)
    site = browser(people.reviewer)
    site.get(f"/desk/{filing.number}/{where}")

    with django_assert_max_num_queries(8 + 3):  # who is signed in asks three
        site.get(f"/desk/{filing.number}/{where}")
