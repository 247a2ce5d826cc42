"""Contest on the desk (異議の表示): each contested refusal with its ruling, and the form of a ruling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hojokin.flow.contesting import Contested
from hojokin.office.queries.contests import HandedIn
from hojokin.office.queries.scoring import judge
from hojokin.office.records.models import Filing
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class RulingForm:
    """A ruling that is being written (書きかけの裁定): on which rule, what was chosen and typed, and what is wrong."""

    rule: str = ""
    outcome: str = ""
    reason: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RulingShown:
    """A ruling as people read it."""

    is_upheld: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContestLine:
    """A contested refusal (異議のある判定) with the ruling on it, and the form where one is being written.

    ``clause`` is empty where the words name it.
    """

    rule: str
    text: Text
    clause: str
    ruling: RulingShown | None
    writing: RulingForm


def contest_lines(kept: Sequence[Mapping[str, Any]], writing: RulingForm | None = None) -> list[ContestLine]:
    """The lines of refusals with their rulings, as these are stored."""
    writing = writing or RulingForm()
    return [
        ContestLine(
            each["code"],
            Text(each["ja"], each["en"]),
            "" if each["clause"] in each["ja"] else each["clause"],
            _shown(each),
            writing if writing.rule == each["code"] else RulingForm(),
        )
        for each in kept
    ]


def contested_of(filing: Filing, handed_in: HandedIn | None) -> Sequence[Contested]:
    """What the applicant contests in the version handed in last."""
    if handed_in is None:
        return ()
    judged = judge(filing, handed_in.values, handed_in.first_at, handed_in.round_number, handed_in.rulings)
    return judged.contested


def _shown(kept: Mapping[str, Any]) -> RulingShown | None:
    if "is_upheld" not in kept:
        return None
    return RulingShown(kept["is_upheld"], kept["reason"], kept["by"], datetime.fromisoformat(kept["at"]))
