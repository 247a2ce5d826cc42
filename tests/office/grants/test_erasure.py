"""After the years of keeping, a case is erased: nothing that people wrote is left, the sums and the chain hold."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from django.conf import settings
from django.utils import timezone
from typer.testing import CliRunner

from hojokin.cli import erase as command
from hojokin.flow.roles import Role
from hojokin.office import adapters
from hojokin.office.actions.certify_erasure import certificate, certificates_due, write_certificate
from hojokin.office.actions.erase_case import erase_case
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.record import record
from hojokin.office.actions.tell import tell
from hojokin.office.ports.file_store import FileStore
from hojokin.office.queries.audit import first_broken
from hojokin.office.queries.erasure import due_for_erasure, kept_until
from hojokin.office.queries.ledger import faults
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import (
    AuditRow,
    Document,
    Filing,
    FilingEntry,
    Grant,
    LedgerEntry,
    Notice,
    OutboxMessage,
    Payment,
)
from tests.office.grants.granted import LATER, Scene, another, browser, granted, ordered, results, to_fixed
from tests.office.grants.test_repayment import at

pytestmark = pytest.mark.django_db
KEPT = date(
    2032, 3, 31
)  # completed in September 2026: the state's year ends in March 2027, and five years more
DAY_AFTER = at(KEPT + timedelta(days=1))


def over() -> Scene:
    """A grant that was paid and is closed."""
    here = to_fixed(granted())
    results(here, ordered(here))
    Filing.objects.filter(pk=here.filing.pk).update(state="closed")
    return here


def file_in(filing: Filing, by: Any, content: bytes) -> Document:
    """A stored file of a paper."""
    stored = adapters.of(FileStore).put([content])
    return Document.objects.create(
        filing=filing,
        field="proofs",
        name="領収書.pdf",
        media_type="application/pdf",
        size=stored.size,
        sha256=stored.sha256,
        uploaded_by=by.person,
        uploaded_at=LATER,
    )


def test_books_are_kept_for_five_years_after_the_year_of_completion() -> None:
    assert kept_until(over().grant) == KEPT


@pytest.mark.parametrize(("after", "due"), [(-1, 0), (0, 0), (1, 1)])
def test_a_case_is_due_on_the_day_after(after: int, due: int) -> None:
    over()

    assert len(due_for_erasure(KEPT + timedelta(days=after))) == due


@pytest.mark.parametrize("state", ["effect_reports", "paid", "return_ordered", "returned"])
def test_what_is_not_over_is_never_due(state: str) -> None:
    here = over()
    Filing.objects.filter(pk=here.filing.pk).update(state=state)

    assert due_for_erasure(date(2099, 1, 1)) == []
    with pytest.raises(NotAllowed):
        erase_case(here.filing, by=SYSTEM, at=DAY_AFTER)


def test_it_is_refused_on_the_last_day() -> None:
    with pytest.raises(NotAllowed):
        erase_case(over().filing, by=SYSTEM, at=at(KEPT))


def test_nothing_that_people_wrote_is_left_and_the_chain_and_the_ledger_hold() -> None:
    here = over()
    record(
        here.reviewer,
        "filing.write",
        here.filing.number,
        at=LATER,
        changes={"name": "青木"},
        reason="青木の件",
    )
    file_in(here.report, here.applicant, b"receipt")
    entries = LedgerEntry.objects.count()

    erase_case(here.filing, by=SYSTEM, at=DAY_AFTER)

    papers = [here.filing, here.grant.application, here.report]
    assert FilingEntry.objects.filter(filing__in=papers).count() == 0
    assert Document.objects.count() == 0
    assert Notice.objects.filter(filing__in=papers).count() == 0
    assert OutboxMessage.objects.filter(text__contains=here.filing.number).count() == 0
    assert AuditRow.objects.filter(subject=here.filing.number).exclude(reason="").count() == 0
    assert (here.grant.account, here.grant.facts, here.grant.items) == (None, {}, [])
    assert [each.account for each in Payment.objects.all()] == [{}]
    assert LedgerEntry.objects.count() == entries
    assert first_broken() is None
    assert faults() == []


def test_mails_that_have_left_are_erased_too_and_those_of_others_stay() -> None:
    here = over()
    other = another(here)
    tell("deadline_extended", here.filing, [Role.APPLICANT], at=LATER, data={"reason": "停電"})
    tell("deadline_extended", other, [Role.APPLICANT], at=LATER, data={"reason": "停電"})
    OutboxMessage.objects.update(sent_at=LATER, text="")  # as it is kept once it has left

    made = erase_case(here.filing, by=SYSTEM, at=DAY_AFTER)

    left = OutboxMessage.objects.all()
    assert not left.filter(subject__contains=here.filing.number).exists()
    assert left.filter(subject__contains=other.number).count() == 1
    assert made.changes["rows"]["message"] > 0


def test_bytes_that_another_case_needs_stay() -> None:
    here = over()
    other = another(here)
    shared, own = (
        file_in(here.report, here.applicant, b"shared"),
        file_in(here.report, here.applicant, b"own"),
    )
    file_in(other, here.applicant, b"shared")

    erase_case(here.filing, by=SYSTEM, at=DAY_AFTER)

    store = adapters.of(FileStore)
    assert (store.exists(shared.sha256), store.exists(own.sha256)) == (True, False)
    assert Document.objects.count() == 1


def test_erasing_again_changes_nothing() -> None:
    here = over()

    first = erase_case(here.filing, by=SYSTEM, at=DAY_AFTER)
    again = erase_case(here.filing, by=SYSTEM, at=DAY_AFTER + timedelta(days=1))

    assert again == first
    assert due_for_erasure(date(2099, 1, 1)) == []


def test_the_certificate_is_written_once_and_is_the_same_each_time() -> None:
    here = over()
    row = erase_case(here.filing, by=SYSTEM, at=DAY_AFTER)

    assert certificates_due() == [row]
    path = write_certificate(row)

    assert path == Path(settings.DATA) / "erasures" / f"{here.filing.number}.pdf"
    assert path.read_bytes() == certificate(row)
    assert path.read_bytes()[:5] == b"%PDF-"
    assert certificates_due() == []
    path.unlink()


def test_the_pages_of_an_erased_case_still_open() -> None:
    here = over()
    erase_case(here.filing, by=SYSTEM, at=DAY_AFTER)
    number = here.filing.number

    for path in (f"/desk/{number}/", f"/desk/inspection/{number}/", f"/desk/repayments/{number}/"):
        assert browser(here.auditor).get(path).status_code == 200
    assert browser(here.applicant).get(f"/my/projects/{number}/").status_code == 200


def test_the_command_lists_first_and_erases_only_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    here = over()
    Grant.objects.filter(filing=here.filing).update(
        completed_on=timezone.localdate() - timedelta(days=7 * 366)
    )
    monkeypatch.setattr(command, "start", lambda: None)  # the test's database is ready
    app = typer.Typer()
    app.command()(command.erase)
    run = CliRunner()

    listed = json.loads(run.invoke(app, ["--due", "--json"]).stdout)
    assert [each["number"] for each in listed["due"]] == [here.filing.number]
    assert FilingEntry.objects.filter(filing=here.report).exists()
    done = json.loads(run.invoke(app, ["--due", "--yes", "--json"]).stdout)

    assert len(done["certificates"]) == 1
    assert not FilingEntry.objects.filter(filing=here.report).exists()
    assert "消去する案件はありません" in run.invoke(app, ["--due"]).stdout
    assert run.invoke(app, []).exit_code == 2
    assert run.invoke(app, ["--due", "--yes", "--on", "2040-01-01"]).exit_code == 2
    Path(done["certificates"][0]).unlink()
