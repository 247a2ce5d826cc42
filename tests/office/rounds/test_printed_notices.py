"""All notices of a decided round as one file: made part by part, also by a worker that is killed, and by two at once."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdfium2 import PdfDocument

from hojokin.flow.deciding_settings import numbers
from hojokin.office.actions import print_notices as module
from hojokin.office.actions.decide_round import carry_out, decide_round
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.print_notices import (
    ask_for_notices,
    carry_on_printing,
    remove_old_prints,
)
from hojokin.office.actions.propose_decisions import propose_decisions
from hojokin.office.queries.decision_notice import notice_of
from hojokin.office.records.models import (
    AuditRow,
    DecisionProposal,
    GrantDecision,
    Party,
    PrintRun,
    Round,
)
from tests.office.rounds.scene import AFTER, ROUND, Office, browser, handed_in, office, the_round

LINE = 36
KEPT = timedelta(days=numbers("printed_notices").kept)


class Died(BaseException):
    """The process ended here; nothing catches that."""


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Office:
    from hojokin.office.queries import scoring

    monkeypatch.setattr(scoring, "bonus_of", lambda *_args, **_named: ())
    monkeypatch.setattr(module, "A_PART", 2)
    return office()


@pytest.fixture
def proposal(people: Office) -> DecisionProposal:
    """Five applications, four of them granted, decided by two people."""
    for given in (5, 5, 4, 4, 2):
        handed_in(people, (given, given))
    made = propose_decisions(the_round(), LINE, by=people.approver, at=AFTER)
    decide_round(made, made.digest, has_no_tie=True, by=people.second, at=AFTER)
    return carry_out(made, at=AFTER)


def page(proposal: DecisionProposal) -> str:
    return f"/desk/rounds/{ROUND}/decide/notices/{proposal.pk}"


def taken(client: Client, proposal: DecisionProposal) -> zipfile.ZipFile:
    answer: Any = client.get(f"{page(proposal)}.zip")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_every_notice_of_the_round_comes_in_one_file(people: Office, proposal: DecisionProposal) -> None:
    client = browser(people.approver)
    client.post(f"{page(proposal)}/")
    shown = client.get(f"/desk/rounds/{ROUND}/decide/").text
    waiting = client.get(f"{page(proposal)}.zip").status_code

    carry_on_printing(AFTER)
    file = taken(client, proposal)

    assert '<progress value="0" max="5"' in shown
    assert waiting == 404
    assert file.testzip() is None
    decisions = list(GrantDecision.objects.order_by("number"))
    assert file.namelist() == [f"{each.number}_{each.filing.number}.pdf" for each in decisions]
    assert [file.read(name) for name in file.namelist()] == [notice_of(each) for each in decisions]
    words = [PdfDocument(file.read(name))[0].get_textpage().get_text_bounded() for name in file.namelist()]
    assert [decision.filing.owner.name in text for decision, text in zip(decisions, words, strict=True)] == [
        True
    ] * 5
    assert f"{page(proposal)}.zip" in client.get(f"/desk/rounds/{ROUND}/decide/").text


def test_a_worker_that_dies_is_gone_on_from_and_makes_no_notice_twice(
    people: Office, proposal: DecisionProposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ask_for_notices(proposal, by=people.approver, at=AFTER)
    made: list[str] = []

    def notice(decision: GrantDecision) -> bytes:
        if len(made) == 3:  # in the middle of the second part
            made.append("died")
            raise Died
        made.append(decision.number)
        return notice_of(decision)

    monkeypatch.setattr(module, "notice_of", notice)
    with pytest.raises(Died):
        carry_on_printing(AFTER)
    left = [each.count for each in run.parts.order_by("place")]
    carry_on_printing(AFTER)

    assert left == [2]
    assert [each.count for each in run.parts.order_by("place")] == [2, 2, 1]
    every = list(GrantDecision.objects.order_by("number").values_list("number", flat=True))
    assert made == [*every[:3], "died", *every[2:]]
    assert PrintRun.objects.get().finished_at == AFTER


def test_two_workers_that_make_the_same_part_keep_it_once(
    people: Office, proposal: DecisionProposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ask_for_notices(proposal, by=people.approver, at=AFTER)
    racing = [True]

    def notice(decision: GrantDecision) -> bytes:
        if racing:
            racing.clear()
            carry_on_printing(AFTER)  # the other one, while this one still makes the first part
        return notice_of(decision)

    monkeypatch.setattr(module, "notice_of", notice)
    carry_on_printing(AFTER)

    assert [each.count for each in run.parts.order_by("place")] == [2, 2, 1]
    assert len(taken(browser(people.approver), proposal).namelist()) == 5
    assert AuditRow.objects.filter(what="notices.printed").count() == 1


@pytest.mark.parametrize(
    ("later", "is_kept"),
    [(timedelta(microseconds=-1), True), (timedelta(0), True), (timedelta(microseconds=1), False)],
)
def test_what_was_printed_together_is_taken_away_after_its_days(
    people: Office, proposal: DecisionProposal, settings: Any, later: timedelta, is_kept: bool
) -> None:
    run = ask_for_notices(proposal, by=people.approver, at=AFTER)
    carry_on_printing(AFTER)
    files = [Path(settings.DATA) / "files" / each.sha256[:2] / each.sha256 for each in run.parts.all()]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.db.transaction.on_commit", lambda run: run())
        remove_old_prints(AFTER + KEPT + later)

    assert [each.exists() for each in files] == [is_kept] * 3
    status = browser(people.approver).get(f"{page(proposal)}.zip").status_code
    assert status == (200 if is_kept else 404)


def test_what_was_taken_away_can_be_made_again(people: Office, proposal: DecisionProposal) -> None:
    ask_for_notices(proposal, by=people.approver, at=AFTER)
    carry_on_printing(AFTER)
    remove_old_prints(AFTER + 2 * KEPT)

    ask_for_notices(proposal, by=people.approver, at=AFTER + 2 * KEPT)
    carry_on_printing(AFTER + 2 * KEPT)

    assert len(taken(browser(people.administrator), proposal).namelist()) == 5


def test_only_who_may_publish_prints_and_takes_them_and_each_taking_is_recorded(
    people: Office, proposal: DecisionProposal
) -> None:
    with pytest.raises(NotAllowed):
        ask_for_notices(proposal, by=people.reviewer, at=AFTER)
    ask_for_notices(proposal, by=people.approver, at=AFTER)
    carry_on_printing(AFTER)

    refused = [
        browser(who).get(f"{page(proposal)}.zip").status_code for who in (people.reviewer, people.auditor)
    ]
    taken(browser(people.administrator), proposal)

    assert refused == [404, 404]
    assert AuditRow.objects.filter(what="notices.take").count() == 1


def test_a_round_that_is_still_being_decided_prints_nothing(people: Office) -> None:
    handed_in(people, (5, 5))
    made = propose_decisions(the_round(), LINE, by=people.approver, at=AFTER)

    with pytest.raises(NotAllowed):
        ask_for_notices(made, by=people.approver, at=AFTER)


def test_a_notice_stays_as_it_was_sent(people: Office, proposal: DecisionProposal) -> None:
    """Its party moves and is renamed, the round gets a later day to report by, and the case is erased."""
    sent = {each.number: notice_of(each) for each in GrantDecision.objects.all()}

    Party.objects.update(name="株式会社夕空", prefecture="27", address="大阪市北区1-1")
    Round.objects.update(report_by=AFTER + timedelta(days=900))
    GrantDecision.objects.update(question={}, explanation={})

    assert {each.number: notice_of(each) for each in GrantDecision.objects.all()} == sent
