"""Searching stored papers (保管中の書類の検索): those attached before the search existed, for numbers that must not be kept.

The worker searches a few at a time; each is kept by itself, so that a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hojokin.flow.kept_out import KIND_LABELS, Mark, NumberKind
from hojokin.flow.roles import Role
from hojokin.office import adapters
from hojokin.office.actions.record import record
from hojokin.office.actions.tell import tell
from hojokin.office.adapters.paper_numbers import marks_of, numbers_in
from hojokin.office.ports.file_store import FileStore, NotStored
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.kept_files import GONE
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.unsearched import unsearched_papers
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Document, Filing
from hojokin.rules.engine.facts import Text

AT_ONCE = 5  # papers a turn
FOUND, FOUND_FOR_OFFICE = "number_found", "number_found_office"


@dataclass(frozen=True, slots=True)
class Searched:
    """What came of it (検索の結果): how many were searched, and in how many a number was found."""

    papers: int
    found: int


def search_papers(at: datetime) -> int:
    """Search a few papers that were not searched yet, the oldest first; how many. Safe to repeat at any time."""
    return search_some(at).papers


def search_some(at: datetime, most: int = AT_ONCE) -> Searched:
    """The same, with what was found."""
    outcomes = [_search(each, at) for each in list(unsearched_papers()[:most])]
    done = [each for each in outcomes if each is not None]
    return Searched(len(done), sum(done))


def _search(document: Document, at: datetime) -> bool | None:
    """Whether something new was found; None where another worker was quicker, or the bytes went meanwhile."""
    marks = _marks(document)
    with transaction.atomic():
        locked = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
        if locked.searched_at is not None or locked.state in GONE:
            return None
        before = locked.numbers
        locked.searched_at = at
        if marks is not None:
            locked.numbers = [each.to_json() for each in marks]
        locked.save(update_fields=["searched_at", "numbers"])
        is_new = bool(locked.numbers) and locked.numbers != before
        if is_new:
            told = {"field": locked.field, "sha256": locked.sha256, "count": len(locked.numbers)}
            record(SYSTEM, "document.search", document.filing.number, at=at, changes=told)
            _tell(document.filing, locked, marks or (), at)
        return is_new


def _marks(document: Document) -> Sequence[Mark] | None:
    """What stands in the bytes; None where the store has none. What cannot be read is told as not searched."""
    try:
        with adapters.of(FileStore).open(document.sha256) as stream:
            content = stream.read()
    except NotStored:
        return None
    try:
        return marks_of(numbers_in(content, document.media_type))
    except (ValueError, RuntimeError, MemoryError):  # one paper that nobody can read must not stop the others
        return (Mark(NumberKind.UNREAD, 1),)


def _tell(filing: Filing, document: Document, marks: Sequence[Mark], at: datetime) -> None:
    """Whoever writes the field, and the office where it has the paper already."""
    what = _words(marks)
    data: dict[str, str | list[str]] = {"file": document.name, "reason": [what.ja, what.en]}
    if document.removed_at is None:
        tell(FOUND, filing, _writers(filing, document.field), at=at, data=data)
    if filing.submitted_at is not None:
        tell(FOUND_FOR_OFFICE, filing, (Role.REVIEWER,), at=at, data=data)


def _writers(filing: Filing, field: str) -> Collection[Role]:
    known = {each.name: each.party for each in form_of(filing).fields()}
    return {known.get(field, kind_of(filing.kind).owner)}


def _words(marks: Sequence[Mark]) -> Text:
    told = [(each, KIND_LABELS.get(each.kind, _UNREAD)) for each in marks]
    return Text(
        "、".join(f"{each.page}ページ: {label.ja}" for each, label in told),
        ", ".join(f"page {each.page}: {label.en}" for each, label in told),
    )


_UNREAD = Text("ここから先は調べていません", "not searched from here on")
