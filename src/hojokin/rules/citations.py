"""Citations (根拠): the register of facts, the published documents, and how firmly they carry a rule.

Every fact has one id. These stand as they are: N-, I-, D- (電子取引類型), S-, F-, V-, T-, TC-, ELG-, EXC-,
REP-, WAGE-, VIC-, WBON-, RET-, PRD-, SCR-, BON-, RED-, PRE-, EFR-, ARI-, REF-, SA-, GI-, W-, FLD-, ST-,
JG-, JGM-, GB-, NT-, PT-. Ids that two collections use carry the collection in front:

- NI. contradictions and gaps of the normal, invoice and electronic transaction tracks (NI.C-01, NI.GAP-1)
- EW. those of eligibility, wages and scoring
- SC. those of the security and consortium tracks, vendors and tools (SC.X-01)
- SCH. schedule (SCH.C-01, SCH.Q-04); one id for each round of each track (SCH.normal-2026-R1)
- STAT. published statistics (STAT.D-01); one id for each round of each track (STAT.normal-2025-R1)
- PORTAL. complaints and judgements about the portal (PORTAL.K-01, PORTAL.Y-01)
- API. gaps of outside protocols
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from hojokin.rules.engine.loading import read
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.reference.reading import (
    Cells,
    Confidence,
    TableError,
    UnknownCodeError,
    read_table,
    read_text,
    repeated,
)

PACKAGE = "hojokin.rules"


class Scope(StrEnum):
    """Which part of the product answers for a fact."""

    RULES = "rules"  # a rule or parameter claims it
    REFERENCE = "reference"
    SCHEDULE = "schedule"
    STATISTICS = "statistics"
    FLOW = "flow"
    PORTAL = "portal"
    PROTOCOL = "protocol"
    DERIVED = "derived"  # plain arithmetic on other facts; a test holds it
    JUDGEMENT = "judgement"  # left to a person
    DISCARDED = "discarded"  # a claim not to be used


class SourceKind(StrEnum):
    """The kind of a document, highest authority first (交付規程 > 公募要領 > … > 民間)."""

    REGULATION = "regulation"
    GUIDELINES = "guidelines"
    WORKBOOK = "workbook"
    FORM = "form"
    MANUAL = "manual"
    NOTICE = "notice"
    PROTOCOL = "protocol"
    PRIVATE = "private"


class Reading(StrEnum):
    """How far a document was read: itself, through a quotation, or by title only."""

    FULL = "full"
    QUOTED = "quoted"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Source:
    """A published document (出典). `url` is empty where no public address is known."""

    key: str
    kind: SourceKind
    title: str
    title_en: str
    edition: str
    year: int
    read: Reading
    url: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the programme (事実) and the documents it was read in.

    `source_year` is the year of the edition it was read in; `note` gives the reason where scope is
    judgement or discarded.
    """

    id: str
    subject: str
    sources: tuple[str, ...]
    source_year: int
    confidence: Confidence
    scope: Scope
    note: str


@cache
def sources() -> Mapping[str, Source]:
    """Every document by key. Raises TableError with all problems of sources.yaml."""
    return parse_sources(read_text(PACKAGE, "sources.yaml"))


@cache
def facts() -> Mapping[str, Fact]:
    """The whole register by id. Raises TableError with all problems of facts.csv."""
    rows = read_table(PACKAGE, "facts.csv", _fact, lambda found: check_facts(found, sources()))
    return MappingProxyType({each.id: each for each in rows})


def fact(fact_id: str) -> Fact:
    """One fact, such as fact("N-05"). Raises UnknownCodeError."""
    found = facts().get(fact_id)
    if found is None:
        raise UnknownCodeError(
            f"根拠「{fact_id}」は登録されていません。", f"No fact {fact_id!r} is registered."
        )
    return found


def source(key: str) -> Source:
    """One document, such as source("kitei-normal-2026"). Raises UnknownCodeError."""
    found = sources().get(key)
    if found is None:
        raise UnknownCodeError(f"出典「{key}」は登録されていません。", f"No document {key!r} is registered.")
    return found


def standing(fact_ids: Iterable[str], edition_year: int) -> Standing:
    """How firmly some facts carry a rule of an edition; the weakest decides.

    Derived facts add nothing that the facts beneath them do not say, so they do not weaken a rule.
    No facts at all are CONFIRMED: nothing is claimed. Raises UnknownCodeError for an unregistered id.
    """
    cited = [fact(each) for each in fact_ids]
    found = {_standing_of(each, edition_year) for each in cited if each.scope is not Scope.DERIVED}
    weakest_first = (Standing.UNCONFIRMED, Standing.STAND_IN)
    return next((each for each in weakest_first if each in found), Standing.CONFIRMED)


def _standing_of(each: Fact, edition_year: int) -> Standing:
    if not each.confidence.is_firm:
        return Standing.UNCONFIRMED
    return Standing.CONFIRMED if each.source_year >= edition_year else Standing.STAND_IN


def check_facts(rows: Sequence[Fact], documents: Mapping[str, Source]) -> list[str]:
    """What is wrong with the register: repeats, unknown documents, facts without one, missing reasons."""
    problems = repeated(each.id for each in rows)
    for each in rows:
        problems += [f"{each.id}: no document {key}" for key in each.sources if key not in documents]
        if not each.sources and each.confidence not in {Confidence.INFERRED, Confidence.GAP}:
            problems.append(f"{each.id}: {each.confidence} needs a document")
        if each.scope in {Scope.JUDGEMENT, Scope.DISCARDED} and not each.note:
            problems.append(f"{each.id}: {each.scope} needs a reason in the note")
    return problems


def parse_sources(text: str) -> Mapping[str, Source]:
    """The documents of a YAML text. Raises TableError with every problem."""
    problems: list[str] = []
    found: dict[str, Source] = {}
    for key, body in read(text).items():
        stray = sorted(body.keys() - {"kind", "title", "title_en", "edition", "year", "read", "url"})
        problems += [f"{key}: unknown field {each}" for each in stray]
        try:
            found[key] = _source(key, body)
        except (KeyError, TypeError, ValueError) as error:
            problems.append(f"{key}: {error}")
            continue
        if not found[key].url and found[key].kind is not SourceKind.PRIVATE:
            problems.append(f"{key}: a published document needs its address")
    if problems:
        raise TableError("sources.yaml", problems)
    return MappingProxyType(found)


def _source(key: str, body: Mapping[str, object]) -> Source:
    year = body["year"]
    if not isinstance(year, int):
        raise TypeError(f"year must be a whole number, not {year!r}")
    return Source(
        key=key,
        kind=SourceKind(str(body["kind"])),
        title=str(body["title"]),
        title_en=str(body["title_en"]),
        edition=str(body["edition"]),
        year=year,
        read=Reading(str(body["read"])),
        url=str(body.get("url", "")),
    )


def _fact(cells: Cells) -> Fact:
    keys = cells.optional("sources")
    return Fact(
        id=cells.text("id"),
        subject=cells.text("subject"),
        sources=tuple(keys.split(";")) if keys else (),
        source_year=cells.whole("source_year"),
        confidence=cells.choice("confidence", Confidence),
        scope=cells.choice("scope", Scope),
        note=cells.optional("note"),
    )
