"""What every part of a question has in common: strict whole numbers, and words for the form and the schema."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a question: whole numbers stay whole, unknown fields are refused, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def about(
    en: str,
    *,
    unit: str = "",
    help_ja: str = "",
    help_en: str = "",
    document: str = "",
    document_en: str = "",
) -> dict[str, Any]:
    """What a form and the schema say of a field beside its Japanese title."""
    told = {
        "title_en": en,
        "unit": unit,
        "help": help_ja,
        "help_en": help_en,
        "document": document,
        "document_en": document_en,
    }
    return {f"x-{key.replace('_', '-')}": value for key, value in told.items() if value}
