"""Oath (宣誓): the sentences that an applicant confirms one by one before it submits, each with its clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.reference.reading import read_text

FILE = "oaths.yaml"


@dataclass(frozen=True, slots=True)
class OathItem:
    """One sentence of the oath (宣誓の項目). No tracks means all of them, no editions every edition."""

    code: str
    text: Text
    clause: str
    facts: tuple[str, ...]
    tracks: frozenset[str] = frozenset()
    editions: frozenset[str] = frozenset()

    def asked(self, edition: str, track: str) -> bool:
        """Whether an application of this edition and track takes it."""
        return (not self.tracks or track in self.tracks) and (not self.editions or edition in self.editions)

    @property
    def sentence(self) -> Text:
        """The sentence with its clause behind it."""
        return Text(f"{self.text.ja}（{self.clause}）", f"{self.text.en} ({self.clause})")


def oath(edition: str, track: str) -> tuple[OathItem, ...]:
    """The items of an application in their order."""
    return tuple(each for each in oath_items() if each.asked(edition, track))


def oath_texts(edition: str, track: str) -> Mapping[str, Text]:
    """The same by code, as a kind of filing names them."""
    return {each.code: each.sentence for each in oath(edition, track)}


@cache
def oath_items() -> tuple[OathItem, ...]:
    """Every packaged item. Raises KeyError for one that lacks a part."""
    raw = read(read_text("hojokin.flow", FILE))
    return tuple(
        OathItem(
            code=code,
            text=Text(item["ja"], item["en"]),
            clause=item["clause"],
            facts=tuple(item["facts"]),
            tracks=frozenset(item.get("tracks", ())),
            editions=frozenset(item.get("editions", ())),
        )
        for code, item in raw["items"].items()
    )
