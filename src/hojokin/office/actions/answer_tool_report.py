"""Answering a tool's report (利用状況の届出への回答): the grantee says whether it is so, and why; the office reads it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.record import record
from hojokin.office.actions.tell import tell
from hojokin.office.queries.filings import stands_at
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import ToolReport
from hojokin.rules.engine.facts import Text

LONGEST = 2_000
TELLS = (Role.REVIEWER, Role.APPROVER)
NOT_YOURS = Text(
    "利用状況の届出に答えられるのは申請者だけです。", "Only the grantee may answer a report on a tool."
)
SAY = Text(
    "解約は事実か、いつ、なぜか（事実でないときは、いまの利用の様子）を入力してください。",
    "Say whether it is true, when and why; or, if it is not, how the tool is in use.",
)
SHORTER = Text(
    f"回答は{LONGEST:,}文字以下にしてください。", f"An answer takes at most {LONGEST:,} characters."
)


@transaction.atomic
def answer_tool_report(report: ToolReport, text: str, *, by: Actor, at: datetime) -> ToolReport:
    """Keep the grantee's words; a later answer stands in the place of the earlier. Raises NotAllowed and Unmet."""
    kept = ToolReport.objects.select_for_update(of=("self",), no_key=True).select_related("grant__filing")
    found = kept.get(pk=report.pk)
    filing = found.grant.filing
    if by.role is not Role.APPLICANT or not stands_at(filing, by):
        raise NotAllowed(NOT_YOURS)
    text = text.replace("\x00", "").strip()
    if not text or len(text) > LONGEST:
        raise Unmet([FormProblem(f"answer-{report.pk}", SHORTER if text else SAY, "W-71")])
    found.answer, found.answered_by, found.answered_at = text, by.person, at
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    record(by, "tool.answer", filing.number, at=at, changes={"item": found.place + 1})
    tell("tool_answered", filing, TELLS, at=at, data={"reason": text})
    return found
