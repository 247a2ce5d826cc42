"""Notice of the decision on paper (決定通知書のPDF): what the adapter of papers has to be told. The paper is in Japanese."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from hojokin.flow.decision_notices import notice_texts
from hojokin.office.adapters.pdf import render
from hojokin.office.catalogue.codes import TRACK_LABELS
from hojokin.office.queries.addressee import addressee
from hojokin.office.records.models import GrantDecision
from hojokin.office.records.models.decision import Outcome
from hojokin.rules.question import TrackCode
from hojokin.rules.years import EDITIONS


def notice_of(decision: GrantDecision) -> bytes:
    """The paper as PDF; the same whenever it is asked for, whatever became of its party, its round and its case."""
    template = "grant_notice" if _is_granted(decision) else "rejection_notice"
    return render(template, decision.letter or letter_of(decision), at=decision.decided_at)


def letter_of(decision: GrantDecision) -> dict[str, object]:
    """All that the paper says, as plain values to be kept with the decision."""
    told = _granted(decision) if _is_granted(decision) else _rejected(decision)
    return {**_of_both(decision), **told}


def _is_granted(decision: GrantDecision) -> bool:
    return decision.outcome == Outcome.GRANTED.value


def _of_both(decision: GrantDecision) -> dict[str, object]:
    filing = decision.filing
    return {
        "number": decision.number,
        "issuer": settings.HOJOKIN_ISSUER,
        "date": _day(decision.decided_at),
        "grantee": dict(addressee(filing.owner)),
        "programme": EDITIONS[decision.edition].label.ja,
        "track": TRACK_LABELS[TrackCode(filing.track)].ja,
        "application": filing.number,
        "clause": notice_texts().clause,
        "applied_on": _said(date.fromisoformat(decision.question["applied_on"])),
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


def _day(at: datetime) -> str:
    return _said(timezone.localtime(at).date())


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
