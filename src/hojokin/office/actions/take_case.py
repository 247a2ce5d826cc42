"""Take a case along (案件の持出し): everything the office holds of one filing as a folder, and a record of who took it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.record import record
from hojokin.office.audit.folder import Exported, export_case
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing
from hojokin.rules.engine.facts import Text

NOT_AUDITOR = Text(
    "案件のフォルダーを受け取れるのは監査担当だけです。", "Only an auditor may take the folder of a case."
)


def take_case(filing: Filing, folder: Path, language: str, *, by: Actor, at: datetime) -> Exported:
    """Write the folder, which is empty or absent, and record that it was taken. Raises NotAllowed."""
    if by.role is not Role.AUDITOR:
        raise NotAllowed(NOT_AUDITOR)
    made = export_case(filing, folder, language)
    record(by, "audit.export", filing.number, at=at, changes={"count": made.documents, "rows": made.rows})
    return made
