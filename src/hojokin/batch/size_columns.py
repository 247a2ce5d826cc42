"""Size columns (規模の列): a word, or legal form, trade, capital and staff, as the rulebook's own facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from hojokin.batch.cells import BadCell, shown
from hojokin.rules import reference
from hojokin.rules.engine.columns import Column
from hojokin.rules.engine.facts import COUNT_BOUND, Text
from hojokin.rules.question import Applicant, SizeCode
from hojokin.rules.reference import UnknownCodeError
from hojokin.rules.shared.applicant import size_facts
from hojokin.rules.shared.size import CAPITAL_HIGHEST, StatedSize

LABELS = {
    "size": Text("規模", "Size"),
    "legal_form": Text("組織形態", "Legal form"),
    "industry_code": Text("業種コード（日本標準産業分類）", "Industry code (JSIC)"),
    "capital_yen": Text("資本金", "Capital"),
    "regular_employees": Text("常時使用する従業員数", "Regular employees"),
}
NAMES = tuple(LABELS)
WORDS = {"small": StatedSize.SMALL, "medium": StatedSize.MEDIUM, "large": StatedSize.LARGE}
# The rulebook's facts that come out of them.
DERIVED = (
    "stated_size",
    "capital",
    "regular_employees",
    "capital_line",
    "employee_line",
    "micro_line",
    "judged_by_capital_too",
    "may_be_micro",
    "legal_form_is_excluded",
)
_FLAGS = ("judged_by_capital_too", "may_be_micro", "size_is_derivable", "legal_form_is_excluded")
_OF_PAIR = ("capital_line", "employee_line", "micro_line", *_FLAGS)


@dataclass(frozen=True)
class Derived:
    """The rulebook's columns of some rows, and the cells that kept a row from having them."""

    columns: dict[str, Column]
    bad: NDArray[np.bool_]
    cells: list[BadCell]


@dataclass(frozen=True)
class SizeColumns:
    """The size columns that a file has."""

    columns: tuple[str, ...]

    @classmethod
    def found(cls, columns: Sequence[str]) -> SizeColumns | None:
        """Those among the columns of a file, or None when it uses the rulebook's own or none."""
        here = tuple(name for name in NAMES if name in columns)
        return cls(here) if {"size", "legal_form", "industry_code"} & set(here) else None

    def problems(self, columns: Sequence[str]) -> Iterable[Text]:
        """What is wrong with the choice of columns."""
        for name in sorted({*DERIVED, "capital"} & set(columns) - {"regular_employees"}):
            yield Text(
                f"列「{name}」は、列「{'」「'.join(self.columns)}」から計算されます。どちらかにしてください。",
                f"Column {name!r} is derived from {', '.join(self.columns)}. Keep one or the other.",
            )
        if "size" not in self.columns:
            for name in ("legal_form", "industry_code", "regular_employees"):
                if name not in self.columns:
                    yield Text(
                        f"列「{name}」（{LABELS[name].ja}）がありません。規模の判定に必要です。",
                        f"Column {name!r} ({LABELS[name].en}) is missing; the size is derived from it.",
                    )

    def derived(self, piece: pl.DataFrame, first_row: int) -> Derived:
        """The rulebook's facts of each row; a row whose size cannot be told is bad."""
        texts = {
            name: _texts(piece[name])
            if name in piece.columns
            else pl.Series(name, [None] * len(piece), dtype=pl.String)
            for name in NAMES
        }
        stated = texts["size"].str.to_lowercase().replace_strict(WORDS, default=None, return_dtype=pl.Int8)
        capital = _whole(texts["capital_yen"], CAPITAL_HIGHEST)
        employees = _whole(texts["regular_employees"], COUNT_BOUND)
        pairs = _of_pairs(texts["legal_form"], texts["industry_code"])
        found = _Found(texts, first_row)
        found.unread("size", stated.is_null() & texts["size"].is_not_null(), _WORDS)
        found.unread(
            "capital_yen",
            capital.is_null() & texts["capital_yen"].is_not_null(),
            _whole_up_to(CAPITAL_HIGHEST),
        )
        unread_staff = employees.is_null() & texts["regular_employees"].is_not_null()
        found.unread("regular_employees", unread_staff, _whole_up_to(COUNT_BOUND))
        found.unknown_codes("legal_form")
        found.unknown_codes("industry_code")
        unstated = texts["size"].is_null()
        found.missing("legal_form", unstated & texts["legal_form"].is_null())
        # Bodies of some classes are measured by a line of their own, whatever their trade.
        found.missing(
            "industry_code", unstated & texts["industry_code"].is_null() & ~pairs["size_is_derivable"]
        )
        found.missing("regular_employees", unstated & texts["regular_employees"].is_null())
        beyond = (employees > pairs["employee_line"]).fill_null(value=False)
        found.missing(
            "capital_yen", unstated & pairs["judged_by_capital_too"] & beyond & texts["capital_yen"].is_null()
        )
        columns = {
            "stated_size": stated.fill_null(int(StatedSize.NOT_STATED)),
            "capital": capital.fill_null(0),
            "regular_employees": employees.fill_null(0),
            **{name: pairs[name] for name in DERIVED if name in _OF_PAIR},
            "judged_by_capital_too": pairs["judged_by_capital_too"] & capital.is_not_null(),
        }
        return Derived({name: column.to_numpy() for name, column in columns.items()}, found.bad, found.cells)


def _texts(column: pl.Series) -> pl.Series:
    """Cells as text without blanks around; an empty one is null."""
    text = column.cast(pl.String).str.strip_chars()
    return text.set(text == "", None)


def _whole(text: pl.Series, highest: int) -> pl.Series:
    numbers = text.cast(pl.Int64, strict=False)
    return numbers.set((numbers < 0) | (numbers > highest), None)


def _of_pairs(forms: pl.Series, trades: pl.Series) -> pl.DataFrame:
    """The lines of every row's legal form and trade; zeros where either is missing or unknown."""
    rows = pl.DataFrame({"form": forms, "trade": trades})
    pairs = rows.unique()
    facts = [_pair_facts(form, trade) for form, trade in pairs.iter_rows()]
    made = pairs.with_columns(pl.Series(name, [each[name] for each in facts]) for name in _OF_PAIR)
    return rows.join(made, on=["form", "trade"], how="left", nulls_equal=True, maintain_order="left")


@cache
def _pair_facts(form: str | None, trade: str | None) -> dict[str, int | bool]:
    nothing: dict[str, int | bool] = {name: False if name in _FLAGS else 0 for name in _OF_PAIR}
    if form is None or _problem_with_code("legal_form", form) is not None:
        return nothing
    nothing["legal_form_is_excluded"] = reference.legal_form(form).excluded
    asked = Applicant.model_construct(
        size=SizeCode.MEDIUM, legal_form=form, industry_code=trade, capital_yen=0, regular_employees=0
    )
    try:
        facts = size_facts(asked, "")
    except UnknownCodeError:
        return nothing
    return nothing | {name: facts[name] for name in _OF_PAIR if name in facts}


_WORDS = Text("small・medium・large のどれかを書いてください。", "Write small, medium or large.")


def _whole_up_to(highest: int) -> Text:
    return Text(
        f"0～{highest:,}の整数を区切りなしで書いてください。",
        f"Write a whole number, 0 to {highest:,}, without separators.",
    )


class _Found:
    """The bad cells found so far."""

    def __init__(self, texts: dict[str, pl.Series], first_row: int) -> None:
        self.bad = np.zeros(len(texts["size"]), np.bool_)
        self.cells: list[BadCell] = []
        self._texts = texts
        self._first_row = first_row

    def unread(self, name: str, rows: pl.Series, hint: Text) -> None:
        label = LABELS[name]
        self._add(name, rows, Text(f"{label.ja}: {hint.ja}", f"{label.en}: {hint.en}"))

    def missing(self, name: str, rows: pl.Series) -> None:
        label = LABELS[name]
        ja = f"{label.ja}が空欄です。規模（size）も空欄なので、判定に必要です。"
        self._add(
            name, rows, Text(ja, f"{label.en} is empty, and so is the size: it is needed to derive it.")
        )

    def unknown_codes(self, name: str) -> None:
        """Rows whose code no table knows, with the table's own hint."""
        for code in self._texts[name].unique().drop_nulls():
            told = _problem_with_code(name, code)
            if told is not None:
                self._add(name, self._texts[name] == code, told)

    def _add(self, name: str, rows: pl.Series, reason: Text) -> None:
        places = np.flatnonzero(rows.fill_null(value=False).to_numpy())
        self.bad[places] = True
        texts = self._texts[name]
        self.cells += [
            BadCell(self._first_row + int(place), name, shown(texts[int(place)]), reason) for place in places
        ]


@cache
def _problem_with_code(name: str, code: str) -> Text | None:
    try:
        if name == "legal_form":
            reference.legal_form(code)
        else:
            reference.size_class(code)
    except UnknownCodeError as unknown:
        return Text(unknown.message, unknown.message_en)
    return None
