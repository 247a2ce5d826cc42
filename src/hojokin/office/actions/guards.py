"""Guards (条件の検査): one function for each need of a transition; it answers with what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.form import FormProblem
from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.flow.table import Need, Transition
from hojokin.flow.vendor_standing import first_tool_is_filed, missing_members
from hojokin.office.actions.check_code import check_code
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.scoring import unscored
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import AuditRow, Filing, FilingEntry, Finding, Tie
from hojokin.rules.engine.facts import Text

MEMBER_PART, TOOL_REGISTRATION = "member_part", "tool_registration"
SCORE = "score"
NOT_FILED = ("draft", "withdrawn", "rejected", "deregistered", "removed")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a person brings to a step (手続の証拠): a reason, oath items, the code, and the revision that was read."""

    reason: str = ""
    oath: frozenset[str] = field(default_factory=frozenset)
    code: str = ""
    revision: int | None = None


@dataclass(frozen=True)
class Attempt:
    """A step that somebody tries (操作の試み)."""

    filing: Filing
    step: Transition
    by: Actor
    at: datetime
    evidence: Evidence
    due_at: datetime | None = None

    @cached_property
    def view(self) -> FilingView:
        """The filing as who acts sees it, read once for all guards."""
        return FilingView(self.filing, self.by, self.at)


type Guard = Callable[[Attempt], Sequence[FormProblem]]


def unmet(attempt: Attempt) -> list[FormProblem]:
    """Everything that is missing for the step. The code is asked last, so that it is not used up by a step that fails."""
    missing = list(_changed_since(attempt))
    for need in sorted(attempt.step.needs, key=lambda each: each is Need.CODE):
        if need is Need.CODE and missing:
            continue
        missing += GUARDS[need](attempt)
    return missing


def _one(message: Text, field_name: str = "", source: str = "") -> list[FormProblem]:
    return [FormProblem(field_name, message, source)]


def _changed_since(attempt: Attempt) -> Sequence[FormProblem]:
    seen = attempt.evidence.revision
    if seen is None or seen == attempt.filing.revision:
        return []
    return _one(
        Text(
            "確認のあとに内容が変わりました。変わった内容を見直してから、もう一度進めてください。",
            "Something changed after you reviewed it. Look at the changes, then take the step again.",
        )
    )


def _complete(attempt: Attempt) -> Sequence[FormProblem]:
    return attempt.view.errors


def _answered(attempt: Attempt) -> Sequence[FormProblem]:
    return [
        FormProblem(
            each.field,
            Text(
                f"指摘にまだ答えていません: {each.text}",
                f"This point is not answered yet: {each.text}",
            ),
        )
        for each in _open(attempt.filing)
        if each.sent_at is not None and each.answered_at is None
    ]


def _findings(attempt: Attempt) -> Sequence[FormProblem]:
    if _open(attempt.filing):
        return []
    return _one(
        Text(
            "差し戻すには、直してほしい欄に指摘を1件以上書いてください。",
            "To return it, write at least one point at the field to be corrected.",
        )
    )


def _no_findings(attempt: Attempt) -> Sequence[FormProblem]:
    return [
        FormProblem(
            each.field,
            Text(
                f"解決していない指摘があります。解決済みにするか、差し戻してください: {each.text}",
                f"A point is still open. Close it, or return the filing: {each.text}",
            ),
        )
        for each in _open(attempt.filing)
    ]


def _open(filing: Filing) -> list[Finding]:
    return list(filing.findings.filter(closed_at__isnull=True).order_by("raised_at", "pk"))


def _oath(attempt: Attempt) -> Sequence[FormProblem]:
    view = attempt.view
    if view.kind.oath is None:
        return []
    items = view.kind.oath(attempt.filing.edition, attempt.filing.track)
    return [
        FormProblem(
            f"oath-{code}",
            Text(
                f"宣誓の項目に同意していません: {said.ja}", f"This item of the oath is not ticked: {said.en}"
            ),
        )
        for code, said in items.items()
        if code not in attempt.evidence.oath
    ]


def _code(attempt: Attempt) -> Sequence[FormProblem]:
    person = attempt.by.person
    purpose = f"{attempt.step.action}:{attempt.filing.number}"
    if person is not None and check_code(person, purpose, attempt.evidence.code, at=attempt.at):
        return []
    return _one(
        Text(
            "確認コードが違うか、期限が切れています。届いたSMSを確かめるか、コードを送り直してください。",
            "The code is wrong or has expired. Check the SMS, or have a new code sent.",
        ),
        "code",
    )


def _reason(attempt: Attempt) -> Sequence[FormProblem]:
    if attempt.evidence.reason.strip():
        return []
    return _one(
        Text("理由を入力してください。相手に伝わります。", "Enter the reason; the other side will read it."),
        "reason",
    )


def _in_time(attempt: Attempt) -> Sequence[FormProblem]:
    due = attempt.filing.due_at
    if due is None and attempt.filing.kind in APPLICATIONS:
        return _one(
            Text(
                "受け付けている締切回がありません。日程を確かめ、次の締切回が始まってから提出してください。",
                "No round is open for it. See the schedule, and submit when the next round has opened.",
            )
        )
    if due is None or attempt.at.replace(microsecond=0) <= due:
        return []
    return _one(
        Text(
            "締切を過ぎました。入力した内容は残っています。次の締切回に引き継いで提出できます。",
            "The deadline has passed. What you entered is kept; it can be submitted in the next round.",
        )
    )


def _due(attempt: Attempt) -> Sequence[FormProblem]:
    if attempt.due_at is not None and attempt.due_at > attempt.at:
        return []
    return _one(
        Text(
            "いつまでに出すかの期限を、今日よりあとの日で入力してください。",
            "Enter the day by which it has to come; it must lie after today.",
        ),
        "due",
    )


def _second_person(attempt: Attempt) -> Sequence[FormProblem]:
    table = attempt.view.kind.table.code
    before = (
        AuditRow.objects.filter(
            subject=attempt.filing.number,
            what__startswith=f"{table}.",
            role__in=[each.value for each in SECRETARIAT],
        )
        .order_by("-sequence")
        .first()
    )
    person = attempt.by.person
    if before is None or person is None or before.person != str(person.pk):
        return []
    return _one(
        Text(
            "前の手続をした人と同じ人は、この手続を決裁できません（二人で確認する決まり）。別の方に依頼してください。",
            "Who took the step before may not decide this one (two-person rule). Ask a colleague.",
        )
    )


def _no_conflict(attempt: Attempt) -> Sequence[FormProblem]:
    if attempt.by.role is Role.SYSTEM:
        return []  # what follows by itself has nobody who could have a tie
    declared = Tie.objects.filter(filing=attempt.filing, person=attempt.by.person).first()
    if declared is None:
        return _one(
            Text(
                "先に、申請者や支援事業者との利害関係の有無を申告してください。",
                "First declare whether you have a tie to the applicant or the vendor.",
            ),
            "tie",
        )
    if declared.has_tie:
        return _one(
            Text(
                "利害関係があると申告した案件は扱えません。担当を替えてください。",
                "You declared a tie to this case and may not act on it. Have it reassigned.",
            ),
            "tie",
        )
    return []


def _members_ready(attempt: Attempt) -> Sequence[FormProblem]:
    parts = attempt.filing.children.filter(kind=MEMBER_PART, state__in=("handed_over", "sealed"))
    handed_over = [dict(each.entries.values_list("name", "value")) for each in parts]
    return [
        FormProblem(
            "members",
            Text(
                f"構成員「{name}」の入力がまだ終わっていません。案内を送り、構成員ポータルで入力を終えてもらってください。",
                f"The member “{name}” has not finished its part. Invite it, and ask it to finish in the member portal.",
            ),
            "V-31",
        )
        for name in missing_members(attempt.view.values, handed_over)
    ]


def _scored(attempt: Attempt) -> Sequence[FormProblem]:
    return [FormProblem(SCORE, each) for each in unscored(attempt.filing)]


def _first_tool(attempt: Attempt) -> Sequence[FormProblem]:
    filed = Filing.objects.filter(
        kind=TOOL_REGISTRATION, owner=attempt.filing.owner, edition=attempt.filing.edition
    )
    entries = FilingEntry.objects.filter(filing__in=filed.exclude(state__in=NOT_FILED), name="category")
    if first_tool_is_filed([str(each.value) for each in entries]):
        return []
    return _one(
        Text(
            "登録と一緒に、カテゴリー1または10のITツールを1つ提出してください。ツールの画面で登録を始め、先に提出します。",
            "File one tool of category 1 or 10 with the registration: begin it on the tools page and send it first.",
        ),
        source="V-36",
    )


GUARDS: Mapping[Need, Guard] = {
    Need.COMPLETE: _complete,
    Need.ANSWERED: _answered,
    Need.FINDINGS: _findings,
    Need.NO_FINDINGS: _no_findings,
    Need.OATH: _oath,
    Need.CODE: _code,
    Need.REASON: _reason,
    Need.IN_TIME: _in_time,
    Need.DUE: _due,
    Need.SECOND_PERSON: _second_person,
    Need.NO_CONFLICT: _no_conflict,
    Need.MEMBERS_READY: _members_ready,
    Need.FIRST_TOOL: _first_tool,
    Need.SCORED: _scored,
}
