"""Whatever breaks while an application is submitted: none is lost, none is doubled, and every receipt is true."""

from __future__ import annotations

import errno
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hojokin.flow.table import Refused
from hojokin.office.actions.deliver_messages import deliver_messages
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.take_step import take_step
from hojokin.office.adapters import folders
from hojokin.office.queries.audit import first_broken
from hojokin.office.records.models import AuditRow, Filing, Notice, OutboxMessage, SmsCode
from tests.office.adapters.made_files import pdf
from tests.office.cases.application_scene import AT, application
from tests.office.cases.sample import Scene
from tests.office.fake_senders import AWAY, Sender
from tests.office.submissions import brought_by, is_true, ready

LATER = AT + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _folder(db: None, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    settings.DEMO = True  # nobody is asked for a second factor


@pytest.fixture
def here() -> Scene:
    """An application that only waits for its submission."""
    found = application()
    ready(found.filing, found.applicant)
    return found


class Died(BaseException):
    """The process ended here; nothing catches that."""


def evidence(here: Scene, *, at: datetime = AT) -> Evidence:
    """The whole oath and the code that came by SMS."""
    return brought_by(here.filing, here.applicant, at=at)


def submit(here: Scene, brought: Evidence, *, at: datetime = LATER) -> Filing:
    """Submit."""
    return take_step(here.filing, "submit", by=here.applicant, at=at, evidence=brought)


def kept(here: Scene) -> tuple[object, ...]:
    """Everything that a submission writes."""
    rows = AuditRow.objects.filter(subject=here.filing.number)
    return (
        here.now().state,
        here.now().submitted_at,
        here.filing.versions.count(),
        rows.filter(what="application.submit").count(),
        Notice.objects.filter(filing=here.filing).count(),
        OutboxMessage.objects.filter(channel="mail").count(),
        SmsCode.objects.filter(used_at__isnull=False).count(),
        AuditRow.objects.count(),
    )


@pytest.mark.parametrize(
    "place",
    [
        "hojokin.office.actions.move.unmet",
        "hojokin.office.actions.move.keep_version",
        "hojokin.office.actions.keep_version.receipt",
        "hojokin.office.actions.move.record",
        "hojokin.office.actions.move.tell",
        "hojokin.office.adapters.signing.LocalSigner.sign",
    ],
)
def test_whichever_part_of_a_submission_fails_nothing_of_it_stays(
    here: Scene, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    brought = evidence(here)
    before = kept(here)

    def fail(*_: object, **__: object) -> None:
        raise Died

    with monkeypatch.context() as broken:
        broken.setattr(place, fail)
        with pytest.raises(Died):
            submit(here, brought)

    assert kept(here) == before
    assert submit(here, brought).state == "submitted"
    assert is_true(here.filing.versions.get())


def test_the_same_submission_sent_twice_is_one_submission(here: Scene) -> None:
    brought = evidence(here)
    page = f"{here.address}steps/submit/"
    sent = {"oath": sorted(brought.oath), "code": brought.code, "revision": brought.revision}
    submit(here, brought, at=AT + timedelta(minutes=1))

    with pytest.raises(Refused):
        submit(here, brought)
    second = here.as_applicant.post(page, sent)

    assert second.status_code == 409
    assert here.filing.versions.count() == 1
    assert AuditRow.objects.filter(what="application.submit").count() == 1
    assert Notice.objects.filter(event="application.submit", person=here.applicant.person).count() == 1


def test_a_code_is_worth_one_submission(here: Scene) -> None:
    brought = evidence(here)
    submit(here, brought)
    Filing.objects.filter(pk=here.filing.pk).update(state="applicant_confirming")

    with pytest.raises(Unmet) as missing:
        submit(here, brought)

    assert [each.field for each in missing.value.problems] == ["code"]
    assert here.filing.versions.count() == 1


def test_what_changed_after_the_review_is_not_submitted_with_it(here: Scene) -> None:
    brought = evidence(here)
    stale = replace(brought, revision=here.now().revision - 1)

    with pytest.raises(Unmet):
        submit(here, stale)

    assert here.now().state == "applicant_confirming"
    assert submit(here, brought).state == "submitted"  # the code was not used up


@pytest.mark.parametrize(
    ("late", "state"),
    [
        (timedelta(0), "submitted"),
        (timedelta(microseconds=999_999), "submitted"),
        (timedelta(seconds=1), "applicant_confirming"),
    ],
)
def test_the_second_of_the_deadline_is_in_time_and_the_next_is_not(
    here: Scene, late: timedelta, state: str
) -> None:
    due = here.now().due_at
    assert due is not None
    brought = evidence(here, at=due - timedelta(minutes=1))

    with suppress(Unmet):
        submit(here, brought, at=due + late)

    assert here.now().state == state


def test_a_clock_that_goes_back_makes_no_code_valid_again_and_no_receipt_untrue(here: Scene) -> None:
    brought = evidence(here, at=LATER)

    submit(here, brought, at=AT)  # an hour was set back between the code and the submission

    version = here.filing.versions.get()
    assert version.submitted_at == AT
    assert is_true(version)
    assert first_broken() is None
    sequences = list(AuditRow.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(1, len(sequences) + 1))


def test_after_the_deadline_a_clock_set_back_lets_nobody_in_twice(here: Scene) -> None:
    brought = evidence(here)
    submit(here, brought)

    with pytest.raises(Refused):
        submit(here, brought, at=AT - timedelta(hours=1))

    assert here.filing.versions.count() == 1


def test_a_mail_server_that_is_down_delays_the_mails_and_nothing_else(here: Scene, settings: Any) -> None:
    fake = {"BACKEND": "tests.office.fake_senders.Sender"}
    settings.HOJOKIN_ADAPTERS = {"Mail": fake, "Sms": fake}
    brought = evidence(here)
    submit(here, brought)
    told = set(OutboxMessage.objects.filter(channel="mail").values_list("to", flat=True))
    waiting = OutboxMessage.objects.filter(sent_at__isnull=True).count()
    Sender.reset(*[AWAY] * waiting)

    deliver_messages(LATER)
    while_down = list(Sender.sent)
    deliver_messages(LATER + timedelta(days=1))

    assert while_down == []
    assert here.now().state == "submitted"
    assert {to for to, _key in Sender.sent} >= told
    assert len({key for _to, key in Sender.sent}) == len(Sender.sent) == waiting


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_refuses_the_file_in_words_and_loses_nothing(
    here: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    Filing.objects.filter(pk=here.filing.pk).update(state="applicant_editing")
    field, before = "register_extract", here.filing.documents.count()
    page = f"{here.address}files/{field}/"

    def attach() -> Any:
        file = SimpleUploadedFile("a.pdf", pdf() + b"% another\n", "application/pdf")
        return here.as_applicant.post(page, {f"file-{field}": file}, headers={"HX-Request": "true"})

    with monkeypatch.context() as broken:
        broken.setattr(folders, "settle", full)
        broken.setattr("hojokin.office.adapters.file_store.local.settle", full)
        refused = attach()
    after = here.filing.documents.count()
    attach()

    assert refused.status_code == 200
    assert "空き" in refused.text
    assert after == before
    assert here.filing.documents.count() == before + 1


def test_a_file_that_is_gone_from_the_store_is_never_named_in_a_receipt(here: Scene, settings: Any) -> None:
    brought = evidence(here)
    document = here.filing.documents.earliest("pk")
    place = Path(settings.DATA) / "files" / document.sha256[:2] / document.sha256
    content = place.read_bytes()
    place.unlink()

    with pytest.raises(Unmet) as missing:
        submit(here, brought)
    refused = (here.now().state, here.filing.versions.count())
    place.write_bytes(content)

    assert [each.field for each in missing.value.problems] == [document.field]
    assert refused == ("applicant_confirming", 0)
    assert submit(here, brought).state == "submitted"
