"""Printing notices (通知書の一括作成): every notice of a decided proposal, part by part, so that it goes on where it stopped.

A part is a ZIP in the file store. Its bytes follow from the decisions alone: two workers that make the same part make the
same file, and the table lets only one of them say so.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from hojokin.flow.deciding_settings import numbers
from hojokin.office import adapters
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.publish_grants import PUBLISHERS
from hojokin.office.actions.record import record
from hojokin.office.ports.file_store import FileStore
from hojokin.office.queries.decision_notice import notice_of
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import DecisionProposal, GrantDecision, PrintedPart, PrintRun
from hojokin.office.records.models.decision import ProposalState
from hojokin.rules.engine.facts import Text

A_PART = 100  # notices; a process that is killed makes at most so many again
A_TURN = 4  # parts; mails leave between two turns


@transaction.atomic
def ask_for_notices(proposal: DecisionProposal, *, by: Actor, at: datetime) -> PrintRun:
    """Ask for all notices of a proposal (一括作成の依頼); the worker makes them. Raises NotAllowed."""
    if by.person is None or by.role not in PUBLISHERS:
        raise NotAllowed(_NOT_ALLOWED)
    row = (
        DecisionProposal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round")
        .get(pk=proposal.pk)
    )
    if row.state != ProposalState.DONE.value:
        raise NotAllowed(_NOT_DECIDED)
    known = PrintRun.objects.filter(proposal=row).first()
    if known is not None and known.removed_at is None:
        return known
    if known is not None:
        known.delete()
    made = PrintRun.objects.create(proposal=row, asked_by=by.person, asked_at=at, total=row.decisions.count())
    record(by, "notices.print", row.round.code, at=at, changes={"proposal": row.pk, "count": made.total})
    return made


def note_taking(run: PrintRun, *, by: Actor, at: datetime) -> None:
    """Record that somebody takes the whole file (一括ダウンロード): it names everybody of the round. Raises NotAllowed."""
    if by.role not in PUBLISHERS:
        raise NotAllowed(_NOT_ALLOWED)
    record(by, "notices.take", run.proposal.round.code, at=at, changes={"proposal": run.proposal_id})


def carry_on_printing(at: datetime) -> int:
    """Make the next parts of every run that is not finished; how many. A job of the worker, safe to run twice at once."""
    parts = 0
    for run in PrintRun.objects.filter(finished_at__isnull=True).order_by("pk"):
        for _part in range(A_TURN):
            if not _print_part(run, at):
                break
            parts += 1
    return parts


def remove_old_prints(at: datetime) -> int:
    """Take away the parts of runs that have been kept long enough (古い一括作成の削除); how many runs."""
    over = at - timedelta(days=numbers("printed_notices").kept)
    old = list(PrintRun.objects.filter(finished_at__lt=over, removed_at__isnull=True).order_by("pk"))
    for run in old:
        _remove(run, at)
    return len(old)


def _print_part(run: PrintRun, at: datetime) -> bool:
    """Make one part and keep it; whether there was one to make."""
    before = run.parts.order_by("place").last()
    waiting = run.proposal.decisions.select_related("filing__owner", "proposal__round").order_by("number")
    chosen = list(waiting.filter(number__gt=before.last if before else "")[:A_PART])
    if not chosen:
        _finish(run, at)
        return False
    stored = adapters.of(FileStore).put([_zip(chosen)])
    try:
        with transaction.atomic():
            PrintedPart.objects.create(
                run=run,
                place=before.place + 1 if before else 1,
                count=len(chosen),
                last=chosen[-1].number,
                sha256=stored.sha256,
            )
    except IntegrityError:
        pass  # another worker has just kept the same part
    return True


def _zip(decisions: Sequence[GrantDecision]) -> bytes:
    """The notices as they are (a PDF is compressed already), named by decision and application."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for each in decisions:
            day = timezone.localtime(each.decided_at)
            entry = zipfile.ZipInfo(f"{each.number}_{each.filing.number}.pdf", day.timetuple()[:6])
            file.writestr(entry, notice_of(each))
    return made.getvalue()


def _finish(run: PrintRun, at: datetime) -> None:
    if PrintRun.objects.filter(pk=run.pk, finished_at__isnull=True).update(finished_at=at):
        record(
            SYSTEM, "notices.printed", run.proposal.round.code, at=at, changes={"proposal": run.proposal_id}
        )


@transaction.atomic
def _remove(run: PrintRun, at: datetime) -> None:
    if not PrintRun.objects.filter(pk=run.pk, removed_at__isnull=True).update(removed_at=at):
        return
    gone = list(run.parts.values_list("sha256", flat=True))
    record(SYSTEM, "notices.remove", run.proposal.round.code, at=at, changes={"parts": len(gone)})
    transaction.on_commit(lambda: _erase(gone))


def _erase(hashes: Sequence[str]) -> None:
    store = adapters.of(FileStore)
    for each in hashes:
        store.erase(each)


_NOT_ALLOWED = Text(
    "通知書をまとめて作れるのは決裁者と管理者だけです。",
    "Only an approver or an administrator may print the notices of a round.",
)
_NOT_DECIDED = Text(
    "決定の処理が終わっていません。終わってから作ってください。",
    "The round is still being decided. Print its notices when it is done.",
)
