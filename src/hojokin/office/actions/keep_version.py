"""Keeping a version (提出版の保存): everything a filing says when it is handed in, with its digest and signature."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from hojokin.flow.form import FormProblem
from hojokin.flow.receipt import receipt
from hojokin.office import adapters
from hojokin.office.actions.errors import Unmet
from hojokin.office.ports.file_store import FileStore
from hojokin.office.ports.signer import Signer
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.actor import Actor
from hojokin.office.records.added import add
from hojokin.office.records.models import Document, Filing, FilingVersion
from hojokin.office.records.models.document import DocumentState
from hojokin.office.records.prepared import KEY, Given, looked_up
from hojokin.rules.engine.facts import Text


def keep_version(
    filing: Filing, *, by: Actor, at: datetime, view: FilingView | None = None
) -> dict[str, str]:
    """Keep what the filing says now as its next version; the answer goes into audit row and notice.

    ``view`` is what was read of it under the lock that is still held.

    Raises Unmet unless every attached file is really in the store: a receipt names only what is there.
    """
    if by.person is None:
        raise ValueError("a filing is handed in by a person")
    view = view or FilingView(filing, by, at)
    said = view.values
    values = {
        each.name: said[each.name] for each in view.form.fields() if each.name in said and each.asked(said)
    }
    files = [each for _field, some in sorted(view.asked_documents.items()) for each in some]
    _refuse_missing(files)
    sequence = len(_kept(filing=filing.pk)) + 1
    listed = [
        {"field": each.field, "name": each.name, "size": each.size, "sha256": each.sha256} for each in files
    ]
    made = receipt(filing.number, at, sequence, values, listed)
    version = FilingVersion(
        filing=filing,
        sequence=sequence,
        submitted_at=at,
        submitted_by=by.person,
        values=values,
        files=listed,
        digest=made.digest,
        signature=adapters.of(Signer).sign(made.content),
    )
    add([version])
    return {"version": str(sequence), "digest": made.digest}


@looked_up(filing=KEY)
def _kept(filing: Given) -> QuerySet[FilingVersion, tuple[int]]:
    return FilingVersion.objects.filter(filing=filing).values_list("sequence")


def _refuse_missing(files: list[Document]) -> None:
    store = adapters.of(FileStore)
    missing = [
        FormProblem(
            each.field,
            Text(
                f"「{each.name}」は保存できていないか、検査が終わっていません。外してから、もう一度添付してください。",
                f"“{each.name}” is not stored, or not yet checked. Remove it and attach it again.",
            ),
        )
        for each in files
        if each.state != DocumentState.STORED.value or not store.exists(each.sha256)
    ]
    if missing:
        raise Unmet(missing)
