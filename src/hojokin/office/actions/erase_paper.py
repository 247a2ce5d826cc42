"""Erasing a submitted paper (提出書類の消去): decided by a second person; the bytes go, a signed tombstone stays.

The same bytes are kept once for everybody, so they go wherever they are attached, and never come back: who attaches
them again is told why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from hojokin.flow.canonical import moment
from hojokin.flow.erasing import DECIDES, ground_words, source
from hojokin.flow.form import FormProblem
from hojokin.flow.tombstone import Tombstone as Told
from hojokin.office import adapters
from hojokin.office.actions.ask_paper_erasure import HAS_TIE, NOT_WAITING
from hojokin.office.actions.attach_document import changed
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.erase_documents import erase_after_commit
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.actions.tell import tell
from hojokin.office.ports.signer import Signer
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.paper_erasures import Place, masked_copy, places_of, seen_by, seen_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Document, Filing, PaperErasure, Person, Tie, Tombstone
from hojokin.office.records.models.document import DocumentState
from hojokin.office.records.models.erasure import ErasureState
from hojokin.rules.engine.facts import Text

ERASED, TOLD = "paper.erase", "paper_erased"


@transaction.atomic
def erase_paper(
    erasure: PaperErasure, seen: str, *, by: Actor, at: datetime, has_no_tie: bool = False
) -> PaperErasure:
    """Erase what was asked for; ``seen`` is the digest of the places that were shown. Raises NotAllowed, Unmet."""
    if by.role is not DECIDES or by.person is None:
        raise NotAllowed(_NOT_DECIDER)
    row = (
        PaperErasure.objects.select_for_update(of=("self",), no_key=True)
        .select_related("asked_by")
        .get(pk=erasure.pk)
    )
    if row.state != ErasureState.ASKED.value:
        raise NotAllowed(NOT_WAITING)
    if row.asked_by_id == by.person.pk:
        raise NotAllowed(_OWN)
    places = _locked(row.sha256)
    if seen_of(places) != seen:
        raise Unmet([FormProblem("", _CHANGED, source())])
    _declare(places, by, at, has_no_tie=has_no_tie)
    row.state, row.decided_by, row.decided_at = ErasureState.ERASED.value, by.person, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    copy = masked_copy(row.sha256)
    for each in _by_file(places):
        _erase_one(row, each, copy, by.person, by=by, at=at)
    erase_after_commit(row.sha256)
    return row


def _locked(sha256: str) -> list[Place]:
    """The places of the bytes, with their filings and rows held: nobody attaches them anew until this is decided."""
    filings = Filing.objects.filter(documents__sha256=sha256).distinct().order_by("pk")
    for each in list(filings):
        lock(each)
    list(
        Document.objects.select_for_update(no_key=True).filter(sha256=sha256).order_by("pk").values_list("pk")
    )
    return places_of(sha256)


def _declare(places: Sequence[Place], by: Actor, at: datetime, *, has_no_tie: bool) -> None:
    """Evidence is erased by nobody who has a tie to any of its parties. What was never handed in names no party here."""
    filings = {each.document.filing_id: each.document.filing for each in seen_by(places, by)}
    known = dict(Tie.objects.filter(filing__in=filings, person=by.person).values_list("filing_id", "has_tie"))
    if any(known.values()):
        raise NotAllowed(HAS_TIE)
    missing = [each for key, each in filings.items() if key not in known]
    if missing and not has_no_tie:
        raise Unmet([FormProblem("tie", _DECLARE, "W-123")])
    for each in missing:
        declare_tie(each, has_tie=False, by=by, at=at)


def _by_file(places: Sequence[Place]) -> Iterable[list[Place]]:
    """The places of each file of each filing: the same file may have been attached there twice."""
    found: dict[tuple[int, str, str], list[Place]] = {}
    for each in places:
        found.setdefault((each.document.filing_id, each.document.field, each.document.name), []).append(each)
    return found.values()


def _erase_one(
    row: PaperErasure,
    places: Sequence[Place],
    copy: Document | None,
    person: Person,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """One file of one filing: off its field, with the blacked-out copy in its place, its tombstone, and its parties told."""
    document, filing = places[0].document, lock(places[0].document.filing)
    attached = [each.document for each in places if each.is_attached]
    put = _copy_in_its_place(document, attached, copy, person, at)
    made = _tombstone(row, document, filing, put.sha256 if put else "", by, at)
    Document.objects.filter(pk__in=[each.document.pk for each in places]).update(tombstone=made)
    Document.objects.filter(pk__in=[each.pk for each in attached]).update(removed_at=at)
    if attached:
        changed(filing)
    told = {
        "field": document.field,
        "sha256": document.sha256,
        "kind": row.ground,
        "to": made.replaced_by,
        "signature": made.signature,
    }
    record(by, ERASED, filing.number, at=at, changes=told, reason=row.reason)
    _tell(filing, document, row, _next(is_attached=bool(attached), is_replaced=put is not None), at)


def _copy_in_its_place(
    document: Document, attached: Sequence[Document], copy: Document | None, person: Person, at: datetime
) -> Document | None:
    """The blacked-out copy that stands at the field: the party's own, or one that is attached there now."""
    own = Document.objects.filter(
        filing=document.filing_id,
        field=document.field,
        replaces__sha256=document.sha256,
        removed_at__isnull=True,
        state=DocumentState.STORED.value,
    ).first()
    if own is not None or copy is None or not attached:
        return own
    return Document.objects.create(
        filing_id=document.filing_id,
        field=document.field,
        name=document.name,
        media_type=copy.media_type,
        size=copy.size,
        sha256=copy.sha256,
        state=copy.state,
        numbers=copy.numbers,
        searched_at=copy.searched_at,
        uploaded_by=person,
        uploaded_at=at,
        replaces=attached[0],
    )


def _tombstone(
    row: PaperErasure, document: Document, filing: Filing, replaced_by: str, by: Actor, at: datetime
) -> Tombstone:
    told = Told(
        number=filing.number,
        field=document.field,
        name=document.name,
        size=document.size,
        sha256=document.sha256,
        erased_at=moment(at),
        ground=row.ground,
        asked_by=f"reviewer {row.asked_by_id}",
        approved_by=f"{by.role.value} {by.person.pk if by.person else ''}",
        replaced_by=replaced_by,
    )
    return Tombstone.objects.create(
        erasure=row,
        filing=filing,
        field=told.field,
        name=told.name,
        size=told.size,
        sha256=told.sha256,
        erased_at=at,
        ground=told.ground,
        asked_by=told.asked_by,
        approved_by=told.approved_by,
        replaced_by=told.replaced_by,
        signature=adapters.of(Signer).sign(told.content),
    )


def _tell(filing: Filing, document: Document, row: PaperErasure, then: Text, at: datetime) -> None:
    kind, why = kind_of(filing.kind), ground_words(row.ground)
    roles = [each for each in (kind.owner, kind.partner) if each is not None]
    data: dict[str, str | list[str]] = {
        "file": document.name,
        "reason": [why.ja, why.en],
        "next": [then.ja, then.en],
    }
    tell(TOLD, filing, roles, at=at, data=data)


def _next(*, is_attached: bool, is_replaced: bool) -> Text:
    if is_replaced:
        return _REPLACED
    return _ATTACH_AGAIN if is_attached else _NOTHING


_NOT_DECIDER = Text(
    "書類の消去を決裁できるのは決裁者だけです。", "Only an approver may decide the erasure of a paper."
)
_OWN = Text(
    "自分が依頼した消去は決裁できません（二人で確認する決まり）。別の決裁者に依頼してください。",
    "Who asked for an erasure may not decide it (two-person rule). Ask another approver.",
)
_CHANGED = Text(
    "この画面を開いたあとに、同じ書類のある場所が変わりました。いまの一覧を確かめて、もう一度決裁してください。",
    "The places of this paper changed after the page was opened. Look at the list as it is now and decide again.",
)
_DECLARE = Text(
    "書類のある手続の当事者と利害関係がないことを申告してください。",
    "Declare that you have no tie to the parties of the filings that have this paper.",
)
_REPLACED = Text(
    "代わりに黒塗りした版が添付されています。することはありません。",
    "The blacked-out copy stands in its place. Nothing has to be done.",
)
_ATTACH_AGAIN = Text(
    "書類は欄から外れました。入力できるときに、番号を隠した書類を添付し直してください。",
    "The paper was taken off its field. When the form is open to you, attach it again with the numbers hidden.",
)
_NOTHING = Text(
    "いま添付されている書類は変わりません。することはありません。",
    "What is attached now does not change. Nothing has to be done.",
)
