"""Suggestions (指摘の文案): words to begin a point with, from the checks and from what is typically missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hojokin.flow.form import FormField, FormProblem
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read

ANY_DOCUMENT = Text(
    "添付された書類では、この内容を確認できません。確認できる書類を添付し直してください。",
    "The attached document does not show this. Attach one that does.",
)
ANY_FIELD = Text(
    "入力された内容が、添付書類の記載と一致しません。書類のとおりに直してください。",
    "What was entered differs from the attached papers. Correct it to what they say.",
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One text (文案) and the fact or clause that it rests on."""

    text: Text
    source: str = ""


def suggestions(kind: str, field: FormField, problems: Sequence[FormProblem]) -> list[Suggestion]:
    """What the checks say of the field, what is typical of it, and one that fits any field."""
    found = [Suggestion(each.message, each.source) for each in problems]
    found += typical().get((kind, field.name), [])
    found.append(Suggestion(ANY_DOCUMENT if field.kind == "document" else ANY_FIELD, field.source))
    return list(dict.fromkeys(found))


@cache
def typical() -> Mapping[tuple[str, str], list[Suggestion]]:
    """The typical deficiencies by kind of filing and field (T-30)."""
    package = files("hojokin.office.portals.secretariat")
    raw = read(package.joinpath("typical_findings.yaml").read_text(encoding="utf-8"))
    found: dict[tuple[str, str], list[Suggestion]] = {}
    for kind, entries in raw.items():
        for each in entries:
            for name in each["fields"]:
                told = Suggestion(Text(each["ja"], each["en"]), each["source"])
                found.setdefault((kind, name), []).append(told)
    return found
