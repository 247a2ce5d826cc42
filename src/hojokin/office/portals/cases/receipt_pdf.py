"""Receipt on paper (受付控のPDF): what the adapter of papers has to be told about a version. The paper is in Japanese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.conf import settings
from django.utils import translation

from hojokin.flow.contact import contact
from hojokin.flow.form import FieldKind, FormField, Section, Value
from hojokin.flow.receipt import Receipt, key_of
from hojokin.flow.tombstone import FileKey, Tombstone
from hojokin.office.adapters.pdf import render
from hojokin.office.portals.answers import in_words
from hojokin.office.queries.filings import FilingView

NOTHING = "（記入なし）"


def pdf_of(view: FilingView, made: Receipt, erased: Sequence[Tombstone] = ()) -> bytes:
    """The paper; the same bytes for the same version, until a file of it is erased."""
    submitted_at = datetime.fromisoformat(made.submitted_at)
    with translation.override("ja"):
        data = _data(view, made, submitted_at, {each.key: each for each in erased})
    return render("receipt", data, at=submitted_at)


def _data(
    view: FilingView, made: Receipt, submitted_at: datetime, erased: Mapping[FileKey, Tombstone]
) -> dict[str, object]:
    labels = {each.name: each.label.ja for each in view.form.fields()}
    return {
        "number": made.number,
        "issuer": settings.HOJOKIN_ISSUER,
        "contact": " ".join([contact().name.ja, *contact().phones]),
        "title": view.form.title.ja,
        "submitted_at": submitted_at,
        "submitter": view.filing.owner.name,
        "hash": made.digest,
        "signature": made.signature,
        "public_key": made.public_key,
        "sections": [
            {"title": each.title.ja, "fields": _fields(view, each, made.values)}
            for each in view.form.sections
            if any(field.name in made.values for field in each.fields)
        ],
        "files": [
            {
                "label": labels.get(str(each["field"]), str(each["field"])),
                "name": _name(each, erased.get(key_of(each))),
                "size": each["size"],
                "sha256": each["sha256"],
            }
            for each in made.files
        ],
    }


def _name(file: Mapping[str, object], erased: Tombstone | None) -> str:
    """Its name, and on which day its bytes were erased."""
    return f"{file['name']}（{erased.day} 事務局が消去）" if erased else str(file["name"])


def _fields(view: FilingView, section: Section, values: Mapping[str, object]) -> list[dict[str, str]]:
    return [
        {"label": each.label.ja, "value": _value(view, each, values[each.name])}
        for each in section.fields
        if each.name in values and each.kind is not FieldKind.DOCUMENT
    ]


def _value(view: FilingView, field: FormField, value: object) -> str:
    return in_words(field, cast("Value", value), view.option_sets).plain or NOTHING
