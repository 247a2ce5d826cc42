"""An application that only waits for its submission, what is brought to it, and whether its receipt is true."""

from __future__ import annotations

import io
import re
from datetime import datetime

from hojokin.flow.form import FieldKind
from hojokin.flow.receipt import receipt
from hojokin.office import adapters
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.send_code import send_code
from hojokin.office.adapters.signing import verify
from hojokin.office.ports.signer import Signer
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, FilingVersion, OutboxMessage
from tests.office.adapters.made_files import pdf
from tests.office.cases.application_scene import AT


def ready(filing: Filing, by: Actor) -> None:
    """Attach a small PDF for each document that is asked for, and let the applicant confirm."""
    view = FilingView(filing, by, AT)
    for field in view.form.fields():
        if field.kind is FieldKind.DOCUMENT and field.required and field.asked(view.values):
            content = io.BytesIO(pdf() + f"% {field.name}\n".encode())
            attach_document(filing, field.name, f"{field.name}.pdf", content, by=by, at=AT)
    Filing.objects.filter(pk=filing.pk).update(state="applicant_confirming")


def brought_by(filing: Filing, by: Actor, *, at: datetime = AT) -> Evidence:
    """The whole oath, the code that came by SMS, and the revision that was reviewed."""
    assert by.person is not None
    send_code(by.person, f"submit:{filing.number}", at=at)
    sent = OutboxMessage.objects.filter(channel="sms", to=by.person.phone).latest("pk")
    code = re.search(r"\d{4,}", sent.text)
    oath = kind_of(filing.kind).oath
    assert code
    assert oath
    revision = Filing.objects.get(pk=filing.pk).revision
    return Evidence(oath=frozenset(oath(filing.edition, filing.track)), code=code.group(), revision=revision)


def is_true(version: FilingVersion) -> bool:
    """Whether digest and signature are those of what was really submitted, and all of its files are kept."""
    filing = version.filing
    made = receipt(filing.number, version.submitted_at, version.sequence, version.values, version.files)
    entries = dict(filing.entries.values_list("name", "value"))
    assert {name: entries[name] for name in version.values} == version.values
    files = sorted(filing.documents.filter(removed_at__isnull=True).values_list("sha256", flat=True))
    assert sorted(each["sha256"] for each in version.files) == files
    key = adapters.of(Signer).public_key()
    return made.digest == version.digest and verify(made.content, version.signature, key)
