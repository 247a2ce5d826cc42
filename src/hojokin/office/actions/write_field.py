"""Writing a field (入力の保存): what was typed is kept, readable or not, and nobody overwrites what they have not seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hojokin.flow.form import FormField
from hojokin.office.actions.errors import NotAllowed, StaleField
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.queries.entries import Typed
from hojokin.office.queries.filings import form_of, read, stands_at
from hojokin.office.queries.fill_in import filled_in
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, FilingEntry
from hojokin.rules.engine.facts import Text

NOT_YOURS = Text(
    "この欄はいま変更できません。あなたの入力欄ではないか、手続が次に進んでいます。画面を開き直してください。",
    "This field cannot be changed now: it is not yours, or the filing has moved on. Reload the page.",
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a writing left behind (保存の結果): whether anything changed, and whether an oath was voided by it."""

    entry: FilingEntry
    changed: bool
    voided_oath: bool = False


@transaction.atomic
def write_field(
    filing: Filing, name: str, typed: Typed, seen_version: int, *, by: Actor, at: datetime
) -> Written:
    """Keep what was typed into one field. ``seen_version`` is the version that the writer saw (0: nothing yet).

    Raises NotAllowed, and StaleField when somebody else wrote the field meanwhile.
    """
    filing = lock(filing)
    field = field_to_write(filing, name, by)
    typed = filled_in(filing, name, typed)
    known = FilingEntry.objects.filter(filing=filing, name=name).first()
    texts = list(typed)
    if known is not None and known.typed == texts:
        return Written(known, changed=False)
    if known is not None and known.version != seen_version:
        raise StaleField(known)
    entry = _write(filing, field, typed, known, by, at)
    voided = filing.sworn_revision is not None
    filing.revision += 1
    filing.sworn_revision = None
    filing.save(update_fields=["revision", "sworn_revision"])
    record(
        by,
        "filing.write",
        filing.number,
        at=at,
        changes={name: entry.value if entry.value is not None else texts},
    )
    return Written(entry, changed=True, voided_oath=voided)


def field_to_write(filing: Filing, name: str, by: Actor) -> FormField:
    """The field, when the actor may write it now. Raises NotAllowed."""
    table = kind_of(filing.kind).table
    try:
        field = form_of(filing).field(name)
    except KeyError:
        raise NotAllowed(NOT_YOURS) from None
    if not stands_at(filing, by) or field.party is not by.role or not table.may_write(filing.state, by.role):
        raise NotAllowed(NOT_YOURS)
    return field


def _write(
    filing: Filing, field: FormField, typed: Typed, known: FilingEntry | None, by: Actor, at: datetime
) -> FilingEntry:
    if by.person is None:
        raise NotAllowed(NOT_YOURS)
    entry = known or FilingEntry(filing=filing, name=field.name, version=0)
    entry.typed, entry.value = list(typed), read(field, typed)
    entry.version += 1
    entry.written_by, entry.written_as, entry.written_at = by.person, by.role.value, at
    entry.save()
    return entry
