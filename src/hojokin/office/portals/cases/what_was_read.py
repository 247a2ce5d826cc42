"""What was read for a case (照会した内容): every row and value that its page is written from, as one digest.

A page whose digest is the same reads the same, so that its text need not be written anew; a page that reads anything else has to
name it here. ``{% kept_while %}`` refuses questions to the database while it writes, so nothing can be read past this file.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from hashlib import sha256

from django.db.models import Model

from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.option_sets import TOOLS
from hojokin.office.queries.same_hand import Acted
from hojokin.office.records.models import AuditRow


def digest_of(
    view: FilingView, record: Sequence[AuditRow], acts: Sequence[Acted], said: tuple[object, ...]
) -> bytes:
    """SHA-256 of a filing with all that stands beside it, of whoever reads it, and of what the clock says of it."""
    actor, filing = view.actor, view.filing
    beside = [filing, *_known(filing), *(_known(filing.parent) if filing.parent else ())]
    papers = [each for files in view.documents.values() for each in files]
    told = (
        (actor.role, actor.party and actor.party.pk, actor.person and actor.person.pk),
        [_columns(each) for each in (*beside, *papers, *view.findings, *record)],
        [(each.name, each.typed, each.value, each.written_at) for each in view.entries.values()],
        view.erased,
        acts,
        view.circumstances,
        view.option_sets[TOOLS[0]],
        said,
    )
    return sha256(pickle.dumps(told, protocol=5)).digest()


def _known(row: Model) -> Sequence[Model]:
    """What was read together with a row."""
    cached = row._state.fields_cache  # noqa: SLF001  # Django names it nowhere else
    return [each for _name, each in sorted(cached.items()) if isinstance(each, Model)]


def _columns(row: Model) -> tuple[object, ...]:
    """The values of a row and of what was asked beside its columns, without what was worked out since."""
    return tuple(value for name, value in vars(row).items() if name != "_state")
