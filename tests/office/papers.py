"""Papers attached to an application, so that it can be handed in."""

from __future__ import annotations

import io
from datetime import datetime

from hojokin.flow.form import FieldKind
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing
from tests.office.adapters.made_files import pdf


def attach_every_paper(filing: Filing, by: Actor, *, at: datetime) -> None:
    """A small PDF for each document that is asked of whoever attaches; no two have the same bytes."""
    view = FilingView(filing, by, at)
    for field in view.form.fields():
        if field.kind is FieldKind.DOCUMENT and field.required and field.asked(view.values):
            content = io.BytesIO(pdf() + f"% {field.name}\n".encode())
            attach_document(filing, field.name, f"{field.name}.pdf", content, by=by, at=at)
