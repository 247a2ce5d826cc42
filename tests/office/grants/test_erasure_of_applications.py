"""An application that led to no grant is erased after its time, with a certificate; what goes on or was granted stays."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from hojokin.cli import erase as command
from hojokin.flow.roles import Role
from hojokin.office import adapters
from hojokin.office.actions.certify_erasure import certificate
from hojokin.office.actions.erase_case import erase_case
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.invite_person import invite_person
from hojokin.office.actions.record import record
from hojokin.office.ports.file_store import FileStore
from hojokin.office.queries.audit import first_broken
from hojokin.office.queries.erasure import due_for_erasure
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import AuditRow, Document, Filing, FilingEntry, OutboxMessage
from tests.office.grants.granted import AT, Scene, another, application, browser, granted
from tests.office.grants.test_erasure import file_in
from tests.office.grants.test_repayment import at
from tests.office.one_filing import person

pytestmark = pytest.mark.django_db
KEPT, DRAFT_KEPT = date(2032, 3, 31), date(2028, 3, 31)  # both ended in August 2026
DAY_AFTER = at(KEPT + timedelta(days=1))


def ended(here: Scene, state: str = "rejected", *, submitted: bool = True) -> Filing:
    """One more application of the firm, which ended in a state."""
    made = application(here.filing.owner, here.filing.partner, here.applicant, 1)
    made.state, made.submitted_at = state, AT if submitted else None
    made.save()
    return made


@pytest.mark.parametrize("submitted", [True, False])
@pytest.mark.parametrize("state", ["rejected", "withdrawn", "lapsed", "expired"])
@pytest.mark.parametrize("after", [-1, 0, 1])
def test_an_ended_application_is_due_on_the_day_after(state: str, submitted: bool, after: int) -> None:
    made = ended(granted(), state, submitted=submitted)
    day = (KEPT if submitted else DRAFT_KEPT) + timedelta(days=after)

    assert [each.filing for each in due_for_erasure(day)] == ([made] if after > 0 else [])
    if after > 0:
        erase_case(made, by=SYSTEM, at=at(day))
        assert due_for_erasure(day) == []
    else:
        with pytest.raises(NotAllowed):
            erase_case(made, by=SYSTEM, at=at(day))


@pytest.mark.parametrize("state", ["applicant_editing", "submitted", "under_review", "granted"])
def test_what_goes_on_is_never_due(state: str) -> None:
    made = ended(granted(), state)

    assert due_for_erasure(date(2099, 1, 1)) == []
    with pytest.raises(NotAllowed):
        erase_case(made, by=SYSTEM, at=at(date(2099, 1, 1)))


def test_a_granted_application_goes_with_its_grant_alone() -> None:
    here = granted()

    with pytest.raises(NotAllowed):
        erase_case(here.grant.application, by=SYSTEM, at=at(date(2099, 1, 1)))


def test_the_address_of_whoever_was_invited_and_never_came_is_gone() -> None:
    here = granted()
    made = ended(here, "expired", submitted=False)
    vendor = person("sender@example.jp", Role.VENDOR)
    by = Actor(vendor, Role.VENDOR, party=made.partner)
    invite_person("tanaka@example.jp", Role.APPLICANT, filing=made, by=by, at=AT)
    invite_person("suzuki@example.jp", Role.APPLICANT, by=by, at=AT)
    OutboxMessage.objects.update(sent_at=AT, text="")  # as it is kept once it has left

    erase_case(made, by=SYSTEM, at=at(DRAFT_KEPT + timedelta(days=1)))

    assert not OutboxMessage.objects.filter(to="tanaka@example.jp").exists()
    assert OutboxMessage.objects.filter(to="suzuki@example.jp").count() == 1


def test_what_was_written_and_attached_is_gone_and_the_neighbour_stays() -> None:
    here = granted()
    made, other = ended(here), another(here)
    part = Filing.objects.create(
        number="AP26-900001",
        kind="member_part",
        edition="fy2026",
        track="normal",
        state="ended",
        owner=here.filing.owner,
        parent=made,
        opened_at=AT,
        state_since=AT,
    )
    record(here.reviewer, "application.reject", made.number, at=AT, reason="青木の件")
    own, shared = file_in(part, here.applicant, b"own"), file_in(made, here.applicant, b"shared")
    file_in(other, here.applicant, b"shared")
    kept = FilingEntry.objects.exclude(filing=made).count()

    row = erase_case(made, by=SYSTEM, at=DAY_AFTER)

    made.refresh_from_db()
    assert (FilingEntry.objects.filter(filing=made).count(), made.title) == (0, "")
    assert FilingEntry.objects.count() == kept
    assert Document.objects.filter(filing__in=[made, part]).count() == 0
    store = adapters.of(FileStore)
    assert (store.exists(own.sha256), store.exists(shared.sha256)) == (False, True)
    assert AuditRow.objects.filter(subject=made.number).exclude(reason="").count() == 0
    assert (row.changes["rows"]["file"], row.changes["rows"]["document"], row.changes["rows"]["day"]) == (
        1,
        2,
        0,
    )
    assert first_broken() is None
    assert browser(here.auditor).get(f"/desk/{made.number}/").status_code == 200


def test_the_certificate_names_the_setting_and_is_the_same_each_time() -> None:
    row = erase_case(ended(granted()), by=SYSTEM, at=DAY_AFTER)

    made = certificate(row)

    assert made == certificate(row)
    assert made[:5] == b"%PDF-"


def test_the_command_erases_grants_and_applications_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    made = ended(granted(), submitted=False)
    Filing.objects.filter(pk=made.pk).update(state_since=AT - timedelta(days=4 * 366))
    monkeypatch.setattr(command, "start", lambda: None)  # the test's database is ready
    app = typer.Typer()
    app.command()(command.erase)
    run = CliRunner()

    listed = json.loads(run.invoke(app, ["--due", "--json"]).stdout)
    done = json.loads(run.invoke(app, ["--due", "--yes", "--json"]).stdout)

    assert listed["due"] == [{"number": made.number, "kept_until": "2024-03-31"}]
    assert [Path(each).name for each in done["certificates"]] == [f"{made.number}.pdf"]
    assert not FilingEntry.objects.filter(filing=made).exists()
    Path(done["certificates"][0]).unlink()
