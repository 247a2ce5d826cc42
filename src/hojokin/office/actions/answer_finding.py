"""Answering a finding (指摘への回答): what the party did about one point."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.form import FormProblem
from hojokin.flow.roles import PARTIES
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.lock import lock
from hojokin.office.actions.raise_finding import newest
from hojokin.office.actions.record import record
from hojokin.office.actions.write_field import NOT_YOURS
from hojokin.office.queries.filings import stands_at
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Finding
from hojokin.rules.engine.facts import Text

LONGEST = 2_000
SAY = Text(
    "どう直したかを入力してください（直す必要がないと考えるときは、その理由）。",
    "Say how you corrected it, or why nothing needs correcting.",
)
SHORTER = Text(
    f"回答は{LONGEST:,}文字以下にしてください。", f"An answer takes at most {LONGEST:,} characters."
)


@transaction.atomic
def answer_finding(finding: Finding, text: str, *, by: Actor, at: datetime) -> Finding:
    """Answer one point. Raises NotAllowed, Unmet."""
    filing = lock(finding.filing)
    finding = newest(finding)
    table = kind_of(filing.kind).table
    allowed = by.role in PARTIES and stands_at(filing, by) and table.may_write(filing.state, by.role)
    if not allowed or finding.sent_at is None or finding.closed_at is not None:
        raise NotAllowed(NOT_YOURS)
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise Unmet([FormProblem(f"answer-{finding.pk}", SHORTER if text else SAY)])
    finding.answer, finding.answered_by, finding.answered_at = text, by.person, at
    finding.save(update_fields=["answer", "answered_by", "answered_at"])
    record(
        by, "finding.answer", filing.number, at=at, changes={"finding": finding.pk, "field": finding.field}
    )
    return finding
