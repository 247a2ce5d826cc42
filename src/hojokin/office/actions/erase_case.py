"""Erasing a case (保存期間満了による消去): what people wrote and attached is gone; sums, states and the chain stay.

What was erased is counted in the audit row, so that its certificate can be printed again at any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from hojokin.office import adapters
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.forget_rulings import forget_rulings
from hojokin.office.actions.forget_subject import forget_subject
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.ports.file_store import FileStore
from hojokin.office.queries.erasure import (
    ERASED,
    OVER,
    application_kept_until,
    hashes_of,
    is_ended_application,
    kept_until,
    papers_below,
    papers_of,
)
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import (
    AuditRow,
    Document,
    Evaluation,
    Filing,
    FilingEntry,
    FilingVersion,
    Finding,
    Grant,
    GrantDecision,
    Inspection,
    Invitation,
    Notice,
    OutboxMessage,
    PaperErasure,
    Payment,
    ProjectDay,
    ReturnAssessment,
    ReturnOrder,
    Score,
    Tie,
    Tombstone,
    ToolReport,
)
from hojokin.rules.engine.facts import Text

TOO_EARLY = Text(
    "帳簿の保存期間が終わっていないか、手続が終わっていないため、消去できません（交付規程 18条2項）。",
    "The case is not over, or its books must still be kept; it cannot be erased (regulations, article 18-2).",
)


TOO_SOON = Text(
    "申請が終わっていないか、保存期間（事務局の定め）が終わっていないため、消去できません。",
    "The application has not ended, or is within the time that the office keeps it; it cannot be erased.",
)


@transaction.atomic
def erase_case(filing: Filing, *, by: Actor, at: datetime) -> AuditRow:
    """Erase one case: a grant with its application, or an application that led to none.

    Asked again, it answers with the row of the first time. Raises NotAllowed before its day.
    """
    filing = lock(filing)
    known = AuditRow.objects.filter(what=ERASED, subject=filing.number).first()
    if known is not None:
        return known
    grant = Grant.objects.select_related("filing").filter(filing=filing).first()
    until = _until(filing, grant, timezone.localtime(at).date())
    papers = papers_below(filing.pk) if grant is None else papers_of(grant)
    hashes = hashes_of(papers)
    counts = {"file": len(hashes), **_erase(papers), **_empty(papers), "day": _empty_grant(grant)}
    made = record(by, ERASED, filing.number, at=at, changes={"rows": counts, "closes_at": until.isoformat()})
    for each in papers:
        forget_subject(each.number, by=by, at=at)
    # Bytes go before the commit: if it fails, the case is still due and erasing what is gone is no error.
    for sha256 in hashes:
        adapters.of(FileStore).erase(sha256)
    return made


def _until(filing: Filing, grant: Grant | None, today: date) -> date:
    """The last day on which the case had to be there. Raises NotAllowed until then."""
    if grant is None:
        until = application_kept_until(filing)
        # An application that was granted goes with its grant.
        if not is_ended_application(filing) or today <= until:
            raise NotAllowed(TOO_SOON)
        return until
    until = kept_until(grant)
    if filing.state not in OVER or today <= until:
        raise NotAllowed(TOO_EARLY)
    return until


def _erase(papers: Sequence[Filing]) -> dict[str, int]:
    """Rows that hold nothing but what was written about the case."""
    about: dict[str, QuerySet[FilingEntry] | QuerySet[Document] | QuerySet[Finding] | QuerySet[Notice]] = {
        "entry": FilingEntry.objects.filter(filing__in=papers),
        "document": Document.objects.filter(filing__in=papers),
        "finding": Finding.objects.filter(filing__in=papers),
        "notice": Notice.objects.filter(filing__in=papers),
    }
    counts = {name: each.count() for name, each in about.items()}
    for each in about.values():
        each.delete()
    forget_rulings(papers)
    Evaluation.objects.filter(filing__in=papers).delete()
    counts["message"] = sum(_messages(each) for each in papers)
    Invitation.objects.filter(filing__in=papers).delete()
    return counts


def _messages(paper: Filing) -> int:
    """Messages about one paper: they name it, once they have left in their subject alone; an invitation does not."""
    about = Q(text__contains=paper.number) | Q(subject__contains=paper.number)
    for to, at in paper.invitations.values_list("email", "invited_at"):
        about |= Q(to=to, written_at=at)
    found = OutboxMessage.objects.filter(about)
    count = found.count()
    found.delete()
    return count


def _empty(papers: Sequence[Filing]) -> dict[str, int]:
    """Rows that stay for their sums and digests, without what people wrote in them."""
    versions = FilingVersion.objects.filter(filing__in=papers)
    count = versions.count()
    versions.update(values={}, files=[])
    Filing.objects.filter(pk__in=[each.pk for each in papers]).update(title="")
    GrantDecision.objects.filter(filing__in=papers).update(question={}, explanation={})
    Score.objects.filter(sheet__filing__in=papers).update(note="")
    Tie.objects.filter(filing__in=papers).delete()
    # The hash of an erased paper stays, so that its bytes cannot come back; what it was called does not.
    Tombstone.objects.filter(filing__in=papers).delete()
    PaperErasure.objects.filter(filing__in=papers).update(field="", name="", reason="")
    return {"version": count}


def _empty_grant(grant: Grant | None) -> int:
    """What stands in the grant itself and in its payment and return; how many days of the project went."""
    if grant is None:
        return 0
    days = grant.project_days.count()
    ProjectDay.objects.filter(grant=grant).delete()
    Grant.objects.filter(pk=grant.pk).update(account=None, account_digest="", facts={}, items=[])
    Payment.objects.filter(grant=grant).update(account={})
    Inspection.objects.filter(grant=grant).update(note="", visit_note="")
    ReturnOrder.objects.filter(grant=grant).update(reason="")
    ReturnAssessment.objects.filter(grant=grant).update(note="", stated={"facts": {}, "regional": {}})
    ToolReport.objects.filter(grant=grant).update(answer="")
    return days
