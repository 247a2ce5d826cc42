"""Asking for an erasure (消去の依頼): one person of the office asks to erase a submitted paper; a second one decides."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.erasing import ASKS, DECIDES, grounds, holds_a_number, longest_reason, source
from hojokin.flow.form import FormProblem
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.queries.kept_files import GONE
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Document, PaperErasure, Tie
from hojokin.office.records.models.erasure import ErasureState
from hojokin.rules.engine.facts import Text

ASKED, DROPPED = "paper.erase_ask", "paper.erase_drop"


@transaction.atomic
def ask_paper_erasure(
    document: Document, ground: str, reason: str, *, by: Actor, at: datetime
) -> PaperErasure:
    """Ask to have the bytes of a paper erased, wherever they are attached. Raises NotAllowed, Unmet."""
    if by.role is not ASKS or by.person is None:
        raise NotAllowed(_NOT_ASKER)
    filing = lock(document.filing)
    document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    if Tie.objects.filter(filing=filing, person=by.person, has_tie=True).exists():
        raise NotAllowed(HAS_TIE)
    said = _plain(reason)
    problems = [*_wrong_ground(ground), *wrong_reason(said, "reason")]
    if document.state in GONE:
        problems.append(FormProblem("ground", _GONE, source()))
    elif (
        PaperErasure.objects.filter(sha256=document.sha256).exclude(state=ErasureState.DROPPED.value).exists()
    ):
        problems.append(FormProblem("ground", _ASKED_ALREADY, source()))
    if problems:
        raise Unmet(problems)
    made = PaperErasure.objects.create(
        filing=filing,
        field=document.field,
        name=document.name,
        sha256=document.sha256,
        ground=ground,
        reason=said,
        asked_by=by.person,
        asked_at=at,
    )
    told = {"field": made.field, "sha256": made.sha256, "kind": ground}
    record(by, ASKED, filing.number, at=at, changes=told, reason=said)
    return made


@transaction.atomic
def drop_paper_erasure(erasure: PaperErasure, reason: str, *, by: Actor, at: datetime) -> PaperErasure:
    """Take the asking back or refuse it (取り下げ・却下); the paper stays. Raises NotAllowed, Unmet."""
    if by.role not in {ASKS, DECIDES} or by.person is None:
        raise NotAllowed(_NOT_DROPPER)
    row = (
        PaperErasure.objects.select_for_update(of=("self",), no_key=True)
        .select_related("filing")
        .get(pk=erasure.pk)
    )
    if row.state != ErasureState.ASKED.value:
        raise NotAllowed(NOT_WAITING)
    if by.role is ASKS and by.person.pk != row.asked_by_id:
        raise NotAllowed(_NOT_OWN)
    said = _plain(reason)
    if problems := wrong_reason(said, "drop"):
        raise Unmet(problems)
    row.state, row.decided_by, row.decided_at = ErasureState.DROPPED.value, by.person, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    told = {"field": row.field, "sha256": row.sha256, "kind": row.ground}
    record(by, DROPPED, row.filing.number, at=at, changes=told, reason=said)
    return row


def wrong_reason(said: str, field: str) -> list[FormProblem]:
    """What is wrong with words that the audit record will keep."""
    if not said:
        return [FormProblem(field, _NO_REASON, source())]
    if len(said) > longest_reason():
        return [FormProblem(field, _too_long(), source())]
    return [FormProblem(field, _NO_NUMBERS, source())] if holds_a_number(said) else []


def _plain(reason: str) -> str:
    return reason.replace("\x00", "").strip()


def _wrong_ground(ground: str) -> list[FormProblem]:
    return [] if ground in grounds() else [FormProblem("ground", _NO_GROUND, source())]


def _too_long() -> Text:
    most = longest_reason()
    return Text(f"理由は{most:,}文字までです。", f"The reason may have up to {most:,} characters.")


HAS_TIE = Text(
    "この書類のある手続について利害関係を申告しています。ほかの担当者に依頼してください。",
    "You declared a tie to a filing that has this paper. Ask somebody else.",
)
NOT_WAITING = Text(
    "この依頼は、もう決裁されたか、取り下げられています。画面を開き直してください。",
    "This request was decided or taken back already. Reload the page.",
)
_NOT_ASKER = Text("書類の消去を依頼できるのは審査担当だけです。", "Only a reviewer may ask for an erasure.")
_NOT_DROPPER = Text(
    "依頼を取り下げられるのは、依頼した審査担当と決裁者だけです。",
    "Only the reviewer who asked, or an approver, may take it back.",
)
_NOT_OWN = Text(
    "ほかの人の依頼です。依頼した本人か決裁者が取り下げます。",
    "Somebody else asked for it: that person or an approver takes it back.",
)
_NO_GROUND = Text("消去の根拠を選んでください。", "Choose the ground of the erasure.")
_GONE = Text(
    "この書類の中身は、すでに消去されています。", "The bytes of this paper have been erased already."
)
_ASKED_ALREADY = Text(
    "同じ書類の消去が、すでに依頼されています。消去の一覧から開いてください。",
    "The erasure of this paper was asked for already. Open it from the list.",
)
_NO_REASON = Text(
    "理由を入力してください。監査記録に残ります。", "Enter the reason; it stays in the audit record."
)
_NO_NUMBERS = Text(
    "理由に番号そのものを書かないでください。何ページに何の番号があるかだけを書きます。",
    "Do not write the number itself. Say only which kind of number is on which page.",
)
