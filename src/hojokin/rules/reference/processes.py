"""Business processes (プロセス): the seven kinds P-01 to P-07, and the industries of P-06."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from hojokin.rules.reference.reading import Cells, Confidence, UnknownCodeError, read_table, repeated, shown

PACKAGE = "hojokin.rules.reference"


class ProcessFamily(StrEnum):
    """What a process is for: any business, one industry, or no business in particular."""

    COMMON = "common"  # 共通
    INDUSTRY = "industry"  # 業種特化
    GENERAL = "general"  # 汎用


@dataclass(frozen=True, slots=True)
class ProcessKind:
    """A kind of business process (プロセス)."""

    code: str
    name_ja: str
    name_en: str
    family: ProcessFamily
    mark: str
    number: int | None
    fact: str
    confidence: Confidence

    @property
    def stands_alone(self) -> bool:
        """May an application rest on this kind alone? General-purpose tools may not (N-39)."""
        return self.family is not ProcessFamily.GENERAL


@dataclass(frozen=True, slots=True)
class ProcessIndustry:
    """An industry that P-06 may carry (業種固有プロセスの業種)."""

    number: int
    prefix: str
    name_ja: str
    name_en: str
    fact: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Process:
    """A process as a tool declares it: its kind, and for P-06 possibly the industry."""

    kind: ProcessKind
    industry: ProcessIndustry | None = None

    @property
    def code(self) -> str:
        """The written form, "P-01" or "P-06:製"."""
        return f"{self.kind.code}:{self.industry.prefix}" if self.industry else self.kind.code


@cache
def process_kinds() -> tuple[ProcessKind, ...]:
    """The seven kinds. Source: 公募要領 2025 別紙1, 交付規程 2026 第6条."""
    return read_table(PACKAGE, "process_kinds.csv", _kind, lambda rows: repeated(each.code for each in rows))


@cache
def process_industries() -> tuple[ProcessIndustry, ...]:
    """The twenty industries of P-06."""
    return read_table(
        PACKAGE, "process_industries.csv", _industry, lambda rows: repeated(each.prefix for each in rows)
    )


def process_kind(code: str) -> Process:
    """The process that "P-01", "P-06:製" or the printed "共P-01" names. Raises UnknownCodeError."""
    code = shown(code)
    written, colon, prefix = unicodedata.normalize("NFKC", code).strip().partition(":")
    for kind in process_kinds():
        if written in {kind.code, kind.mark + kind.code}:
            return Process(kind, _industry_of(kind, prefix, code) if colon else None)
    raise UnknownCodeError(
        f"プロセス「{code}」はありません。P-01からP-07までで入力してください（P-06は「P-06:製」のように業種を付けられます）。",
        f'There is no process {code!r}: give P-01 to P-07 (P-06 may carry its industry, "P-06:製").',
    )


def _industry_of(kind: ProcessKind, prefix: str, code: str) -> ProcessIndustry:
    if kind.family is not ProcessFamily.INDUSTRY:
        raise UnknownCodeError(
            f"プロセス「{code}」に業種は付けられません。「{kind.code}」と入力してください。",
            f"The process {code!r} carries no industry: write {kind.code!r}.",
        )
    for each in process_industries():
        if each.prefix == prefix:
            return each
    marks = "・".join(each.prefix for each in process_industries())
    raise UnknownCodeError(
        f"プロセス「{code}」の業種がわかりません。次のいずれかを付けてください: {marks}",
        f"The process {code!r} names no known industry: use one of {marks}.",
    )


def _kind(cells: Cells) -> ProcessKind:
    return ProcessKind(
        code=cells.text("code"),
        name_ja=cells.text("name_ja"),
        name_en=cells.text("name_en"),
        family=cells.choice("family", ProcessFamily),
        mark=cells.text("mark"),
        number=cells.optional_whole("number"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )


def _industry(cells: Cells) -> ProcessIndustry:
    return ProcessIndustry(
        number=cells.whole("number"),
        prefix=cells.text("prefix"),
        name_ja=cells.text("name_ja"),
        name_en=cells.text("name_en"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )
