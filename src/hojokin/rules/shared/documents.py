"""Required documents (必要書類): what an applicant hands in, and what is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby

from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.reference.legal_forms import LegalForm
from hojokin.rules.reference.reading import Cells, repeated
from hojokin.rules.shared.edition_tables import (
    edition_table,
    known_track,
    standing_in,
    tracks_in,
    unknown_facts,
    words,
)


class ApplicantKind(StrEnum):
    """Who applies (申請者の区分), as far as papers differ."""

    CORPORATION = "corporation"
    SOLE_PROPRIETOR = "sole_proprietor"

    @classmethod
    def of(cls, form: LegalForm) -> ApplicantKind:
        """The kind of a legal form."""
        return cls.CORPORATION if form.is_corporation else cls.SOLE_PROPRIETOR


class Stage(StrEnum):
    """When a paper is handed in."""

    APPLICATION = "application"
    REPORT = "report"


class Circumstance(StrEnum):
    """What makes a further paper necessary (追加の書類が要る事情)."""

    RAISED_RATE = "raised_rate"  # asks for 2/3 as paying near the minimum wage
    MEASURE_1 = "measure_1"
    MEASURE_2 = "measure_2"
    IT_STRATEGY_NAVI = "it_strategy_navi"
    MICRO_ENTERPRISE = "micro_enterprise"
    GROUP_REPRESENTATIVE = "group_representative"
    OFFICE_ASKS = "office_asks"


@dataclass(frozen=True, slots=True)
class Document:
    """One paper that meets a requirement (書類). ``issued_within_months`` is None where age does not matter.

    ``age_facts`` are the facts on how its age is counted; they are no firmer than those of the paper itself.
    """

    code: str
    name: Text
    issued_within_months: int | None
    age_facts: tuple[str, ...]
    note: Text


@dataclass(frozen=True, slots=True)
class RefusedDocument:
    """A paper that is often handed in instead and refused (認められない書類)."""

    name: Text
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """One requirement (必要書類): any one of ``choices`` meets it."""

    code: str
    choices: tuple[Document, ...]
    refused: tuple[RefusedDocument, ...]
    clause: str
    facts: tuple[str, ...]
    standing: Standing

    @property
    def name(self) -> Text:
        """The choices joined by "or"."""
        return Text(
            " または ".join(each.name.ja for each in self.choices),
            " or ".join(each.name.en for each in self.choices),
        )

    def choice(self, code: str) -> Document | None:
        """The paper of a code, or None when it does not meet this requirement."""
        return next((each for each in self.choices if each.code == code), None)


@dataclass(frozen=True, slots=True)
class _Row:
    requirement: str
    document: Document
    who: frozenset[ApplicantKind]
    tracks: frozenset[str]
    stage: Stage
    when: frozenset[Circumstance]
    clause: str
    facts: tuple[str, ...]


def required_documents(
    edition: str,
    track: str,
    kind: ApplicantKind,
    circumstances: Collection[Circumstance] = (),
    *,
    stage: Stage = Stage.APPLICATION,
) -> tuple[RequiredDocument, ...]:
    """The papers that one applicant hands in at a stage, in the order of the guidelines.

    Raises UnknownCodeError for an unknown edition or track.
    """
    wanted = known_track(track)
    rows = [
        row
        for row in _rows(edition)
        if wanted in row.tracks
        and kind in row.who
        and row.stage is stage
        and (not row.when or not row.when.isdisjoint(circumstances))
    ]
    return tuple(
        _required(edition, code, list(together))
        for code, together in groupby(rows, lambda row: row.requirement)
    )


def refused_substitutes(edition: str, requirement: str) -> tuple[RefusedDocument, ...]:
    """The papers that do not meet a requirement. Raises UnknownCodeError for an unknown edition."""
    return tuple(refused for code, refused in _refused(edition) if code == requirement)


def problems_with_choice(required: RequiredDocument, document_code: str) -> list[Problem]:
    """Why a paper does not meet a requirement; nothing when it does."""
    if required.choice(document_code) is not None:
        return []
    message = Text(
        f"「{document_code}」は{required.name.ja}の代わりになりません（{required.clause}）。"
        f"{required.name.ja}を添付してください。",
        f"{document_code!r} does not stand in for {required.name.en} ({required.clause}). Attach "
        f"{required.name.en}.",
    )
    return [Problem(required.code, "not_accepted", message)]


def _required(edition: str, code: str, rows: list[_Row]) -> RequiredDocument:
    facts = tuple(dict.fromkeys(fact for row in rows for fact in row.facts))
    return RequiredDocument(
        code=code,
        choices=tuple(row.document for row in rows),
        refused=refused_substitutes(edition, code),
        clause=rows[0].clause,
        facts=facts,
        standing=standing_in(edition, facts),
    )


@cache
def _rows(edition: str) -> tuple[_Row, ...]:
    return edition_table(edition, "documents", _row, check_rows)


def check_rows(rows: Iterable[_Row]) -> list[str]:
    """What is wrong with the table: one paper twice in a requirement, unknown facts."""
    rows = list(rows)
    return [
        *repeated(f"{row.requirement} {row.document.code} {' '.join(sorted(row.tracks))}" for row in rows),
        *unknown_facts(row.facts + row.document.age_facts for row in rows),
    ]


def _row(cells: Cells) -> _Row:
    document = Document(
        code=cells.text("document"),
        name=Text(cells.text("name_ja"), cells.text("name_en")),
        issued_within_months=cells.optional_whole("issued_within_months"),
        age_facts=words(cells, "age_facts"),
        note=Text(cells.optional("note_ja"), cells.optional("note_en")),
    )
    return _Row(
        requirement=cells.text("requirement"),
        document=document,
        who=cells.parsed("who", _kinds, frozenset()),
        tracks=tracks_in(cells),
        stage=cells.choice("stage", Stage),
        when=cells.parsed("when", _circumstances, frozenset()) if cells.optional("when") else frozenset(),
        clause=cells.text("clause"),
        facts=words(cells, "facts"),
    )


def _kinds(value: str) -> frozenset[ApplicantKind]:
    return frozenset(ApplicantKind) if value == "any" else frozenset({ApplicantKind(value)})


def _circumstances(value: str) -> frozenset[Circumstance]:
    return frozenset(Circumstance(each) for each in value.split())


@cache
def _refused(edition: str) -> tuple[tuple[str, RefusedDocument], ...]:
    return edition_table(
        edition,
        "refused_documents",
        lambda cells: (
            cells.text("requirement"),
            RefusedDocument(Text(cells.text("name_ja"), cells.text("name_en")), words(cells, "facts")),
        ),
        lambda rows: unknown_facts(refused.facts for _, refused in rows),
    )
