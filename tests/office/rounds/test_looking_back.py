"""Looking back at decisions (過去の決定): beside a proposal that waits, and from the application that was decided."""

import pytest

from hojokin.office.records.models import DecisionProposal, Filing
from tests.office.rounds.scene import ROUND, Office, browser, handed_in, office, the_round

DECIDE = f"/desk/rounds/{ROUND}/decide/"


def decided(line: str = "0") -> tuple[Office, Filing, DecisionProposal]:
    """One application, decided by two people at a line."""
    people = office()
    the_round()
    filing = handed_in(people)
    browser(people.approver).post(f"{DECIDE}propose/", {"line": line})
    proposal = DecisionProposal.objects.get()
    browser(people.second).post(f"{DECIDE}approve/", {"digest": proposal.digest, "tie": "on"})
    return people, filing, proposal


def test_who_agrees_reads_the_rows_of_the_proposal_that_waits_while_looking_back_at_another() -> None:
    people, first, past = decided()
    later = handed_in(people)
    browser(people.approver).post(f"{DECIDE}propose/", {"line": "0"})

    page = browser(people.second).get(f"{DECIDE}?of={past.pk}").text

    waiting, _head, looked_back = page.partition('id="looked-back"')
    assert (later.number in waiting, first.number in waiting) == (True, False)
    assert (later.number in looked_back, first.number in looked_back) == (False, True)


def test_the_page_of_a_refused_application_tells_who_decided_at_which_line_and_leads_to_the_rows() -> None:
    people, filing, proposal = decided(line="999")
    assert people.approver.person is not None
    assert people.second.person is not None

    page = browser(people.auditor).get(f"/desk/{filing.number}/").text

    part = page.partition('id="decision-head"')[2].partition("</section>")[0]
    assert "999" in part
    assert (people.approver.person.name in part, people.second.person.name in part) == (True, True)
    assert f'href="{DECIDE}?of={proposal.pk}#looked-back"' in part


def test_an_application_that_was_not_decided_tells_of_no_decision() -> None:
    people = office()
    the_round()
    filing = handed_in(people)

    page = browser(people.auditor).get(f"/desk/{filing.number}/").text

    assert "decision-head" not in page


def test_a_moved_line_stays_in_the_address_for_whoever_comes_back_to_it() -> None:
    people = office()
    the_round()
    handed_in(people)
    live = {"HX-Request": "true", "HX-Target": "preview"}
    site = browser(people.approver)

    moved = site.get(f"{DECIDE}?line=30", headers=live)
    emptied = site.get(f"{DECIDE}?line=", headers=live)

    assert (moved["HX-Replace-Url"], emptied["HX-Replace-Url"]) == (f"{DECIDE}?line=30", DECIDE)
    assert f'<a href="/en{DECIDE}?line=30" lang="en"' in moved.text


@pytest.mark.parametrize("target", ["preview", "progress"])
def test_a_browser_never_takes_a_renewed_part_for_the_page_of_the_same_address(target: str) -> None:
    people = office()
    the_round()
    site = browser(people.approver)

    whole = site.get(DECIDE)
    part = site.get(DECIDE, headers={"HX-Request": "true", "HX-Target": target})

    assert [{"HX-Request", "HX-Target"} <= set(each["Vary"].split(", ")) for each in (whole, part)] == [
        True
    ] * 2
