"""Links between parties (当事者のつながり): an account, device, telephone, officer or address that two of them share.

Between an applicant and its own vendor each is a sign by itself. Between others a name or an address says little –
namesakes exist, and buildings have many tenants – so that it takes a second thing in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from hojokin.flow.guards import Alert, Link, Pattern, Place, limit, said, words_of
from hojokin.rules.engine.facts import Text


class TraitKind(StrEnum):
    """What parties may have in common (共通点), the strongest first."""

    ACCOUNT = "account"
    DEVICE = "device"
    PHONE = "phone"
    OFFICER = "officer"
    ADDRESS = "address"


PATTERNS = {kind: Pattern(f"shared_{kind}") for kind in TraitKind}
NOTHING_ELSE = Text("なし", "nothing")


@dataclass(frozen=True, slots=True)
class Trait:
    """What a party has (届出の内容), written so that the same is equal: digits only, one width, a digest."""

    kind: TraitKind
    value: str
    party: str


@dataclass(frozen=True, slots=True)
class Deal:
    """An applicant and its vendor in one case (取引)."""

    case: str
    applicant: str
    vendor: str


type Pair = tuple[str, str]


def shared_traits(
    traits: Iterable[Trait], deals: Sequence[Deal], names: Mapping[str, str] | None = None
) -> Iterator[Alert]:
    """One alert for each two parties that share what they should not, told by the strongest of it."""
    cases = _cases(deals)
    dealing = {_pair(each.applicant, each.vendor): each.case for each in deals}
    for pair, kinds in sorted(_shared(traits).items()):
        if pair in dealing or len(kinds) > 1 or any(limit(kind, "alone") for kind in kinds):
            found = [dealing[pair]] if pair in dealing else [cases.get(each, "") for each in pair]
            yield _alert(pair, sorted(kinds, key=list(TraitKind).index), found, names or {})


def _shared(traits: Iterable[Trait]) -> Mapping[Pair, set[TraitKind]]:
    found: dict[Pair, set[TraitKind]] = defaultdict(set)
    for (kind, _value), parties in _holders(traits).items():
        if len(parties) <= limit(kind, "common"):
            for pair in combinations(sorted(parties), 2):
                found[pair].add(kind)
    return found


def _holders(traits: Iterable[Trait]) -> Mapping[tuple[TraitKind, str], set[str]]:
    """The parties of every value that several have. Nearly all are one party's alone, so that only its name is held."""
    first: dict[TraitKind, dict[str, str]] = defaultdict(dict)
    several: dict[tuple[TraitKind, str], set[str]] = {}
    for each in traits:
        if each.value and (holder := first[each.kind].setdefault(each.value, each.party)) != each.party:
            several.setdefault((each.kind, each.value), {holder}).add(each.party)
    return several


def _cases(deals: Sequence[Deal]) -> Mapping[str, str]:
    """A case of each party, for a reviewer to begin with: the newest."""
    return {party: each.case for each in deals for party in (each.applicant, each.vendor)}


def _alert(pair: Pair, kinds: Sequence[TraitKind], cases: Sequence[str], names: Mapping[str, str]) -> Alert:
    pattern = PATTERNS[kinds[0]]
    one, other = (names.get(each, each) for each in pair)
    others = [words_of(PATTERNS[each]).label for each in kinds[1:]] or [NOTHING_ELSE]
    told = {"one": one, "other": other}
    seen = said(
        pattern,
        {**told, "shared": "、".join(each.ja for each in others)},
        {**told, "shared": ", ".join(each.en.lower() for each in others)},
    )
    links = tuple(Link(pair[0], each.value, pair[1]) for each in kinds)
    return Alert(pattern, f"shared:{pair[0]}:{pair[1]}", seen, tuple(map(Place, cases)), links)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
