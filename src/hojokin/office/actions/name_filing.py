"""Name a filing (件名) after the tool that it registers, once it is handed in: lists and mails call it by that."""

from __future__ import annotations

from datetime import datetime

from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing

LONGEST = 200


def name_after_tool(filing: Filing, _by: Actor, _at: datetime) -> None:
    """Let the title say what the field "name" says."""
    said = filing.entries.filter(name="name").values_list("value", flat=True).first()
    if isinstance(said, str) and said:
        filing.title = said[:LONGEST]
        filing.save(update_fields=["title"])
