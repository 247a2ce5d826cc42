"""Notice of the decision on paper (決定通知書のPDF): what the adapter of papers has to be told. The paper is in Japanese."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from hojokin.flow.decision_notices import notice_texts
from hojokin.office.adapters.pdf import render
from hojokin.office.catalogue.codes import TRACK_LABELS
from hojokin.office.records.models import GrantDecision
from hojokin.office.records.models.decision import Outcome
from hojokin.rules.question import TrackCode
from hojokin.rules.years import EDITIONS


def notice_of(decision: GrantDecision) -> bytes:
    """The paper as PDF; the same bytes whenever it is asked for."""
    is_granted = decision.outcome == Outcome.GRANTED.value
    template = "grant_notice" if is_granted else "rejection_notice"
    told = _granted(decision) if is_granted else _rejected(decision)
    return render(template, {**_letter(decision), **told}, at=decision.decided_at)


def _letter(decision: GrantDecision) -> dict[str, object]:
    """What both papers bear."""
    filing, owner = decision.filing, decision.filing.owner
    grantee = {"name": owner.name, "address": owner.address, "representative": owner.representative}
    return {
        "number": decision.number,
        "issuer": settings.HOJOKIN_ISSUER,
        "date": _day(decision.decided_at),
        "grantee": {name: told for name, told in grantee.items() if told},
        "programme": EDITIONS[decision.edition].label.ja,
        "track": TRACK_LABELS[TrackCode(filing.track)].ja,
        "application": filing.number,
        "clause": notice_texts().clause,
        "applied_on": date.fromisoformat(decision.question["applied_on"]),
    }


def _granted(decision: GrantDecision) -> dict[str, object]:
    limit = decision.proposal.round.report_by
    by = _day(limit) if limit else notice_texts().no_limit
    return {
        "decided_on": _day(decision.decided_at),
        "eligible_cost": decision.eligible_cost_yen,
        "rate": f"{decision.rate}以内",
        "subsidy": decision.amount_yen,
        "complete_by": by,
        "report_by": by,
        "conditions": list(notice_texts().conditions),
    }


def _rejected(decision: GrantDecision) -> dict[str, object]:
    """The reasons where the programme tells them (W-64)."""
    told = [{"text": each["ja"], "clause": each["clause"] or "—"} for each in decision.reasons]
    withheld = [{"text": notice_texts().withheld, "clause": "—"}]
    return {
        "reasons": told if decision.reasons_are_told else withheld,
        "next_steps": list(notice_texts().next_steps),
    }


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
