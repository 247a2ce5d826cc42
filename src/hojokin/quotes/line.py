"""One line of a quotation (見積書の明細): its cells by meaning, and the cost they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hojokin.quotes.figures import Cell, UnreadableFigure, months, quantity, whole_yen
from hojokin.quotes.words import AI, NO, YES, among, category_of, function_of, is_discount, plain, process_of
from hojokin.rules.engine.facts import YEN_BOUND, Problem, Text
from hojokin.rules.names import CATEGORIES
from hojokin.rules.reference import UnknownCodeError, process_kind

type Columns = Mapping[str, int]

SEPARATORS = re.compile(r"[、,，/／;；・\s]+")
LONGEST_NAME = 200
MOST_MONTHS = 1200


@dataclass(frozen=True)
class Line:
    """One row below the heading; ``number`` is the row of the file, from 1."""

    file: str
    number: int
    cells: list[Cell]
    columns: Columns

    def cell(self, key: str) -> Cell:
        """The cell of a meaning, or None."""
        place = self.columns.get(key)
        found = self.cells[place] if place is not None and place < len(self.cells) else None
        return None if isinstance(found, str) and not found.strip() else found

    def text(self, key: str) -> str:
        """The cell of a meaning as text."""
        found = self.cell(key)
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        return "" if found is None else str(found).strip()

    def texts(self) -> Iterator[str]:
        """Every cell that holds text."""
        return (cell for cell in self.cells if isinstance(cell, str))

    def cell_name(self, key: str) -> str:
        """The cell as a spreadsheet names it, such as ``quote.xlsx!C5``."""
        place, letters = self.columns.get(key, 0) + 1, ""
        while place:
            place, rest = divmod(place - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{self.file}!{letters}{self.number}"


def cost_of(line: Line, problems: list[Problem], notes: list[Text]) -> dict[str, Any] | None:
    """The cost of a line, or None when a problem keeps it out; problems and notes are added to."""
    before = len(problems)
    told = _Teller(line, problems)
    cost: dict[str, Any] = {
        "category": _category(line, told, notes),
        "amount_yen": _amount(line, told, notes),
    }
    if name := line.text("name"):
        cost["name"] = name[:LONGEST_NAME]
    cost |= {
        key: value
        for key, value in (
            ("processes", _processes(line, told)),
            ("functions", _functions(line, told)),
            ("cloud", _flag(line, "cloud", told)),
            ("invoice_ready", _flag(line, "invoice_ready", told)),
            ("ai", _ai(line, told)),
            ("months", _months(told)),
        )
        if value not in (None, [])
    }
    return cost if len(problems) == before else None


@dataclass(frozen=True)
class _Teller:
    line: Line
    problems: list[Problem]

    def __call__(self, key: str, code: str, ja: str, en: str) -> None:
        self.problems.append(Problem(self.line.cell_name(key), code, Text(ja, en)))

    def figure[T](self, key: str, read: Callable[[Cell], T]) -> T | None:
        """The figure of a cell; an unreadable one is told, an empty one is None."""
        cell = self.line.cell(key)
        if cell is None:
            return None
        try:
            return read(cell)
        except UnreadableFigure as error:
            self.problems.append(Problem(self.line.cell_name(key), "amount", error.text))
            return None


def _category(line: Line, told: _Teller, notes: list[Text]) -> str:
    written = line.text("category")
    if found := category_of(written) if written else "":
        return found
    guessed = category_of(line.text("name"))
    if not written and guessed:
        ja, en = CATEGORIES[guessed].ja, CATEGORIES[guessed].en
        notes.append(
            Text(
                f"{line.number}行目の区分は品名から「{ja}」としました。",
                f"Row {line.number}: the category {en!r} was taken from the name.",
            )
        )
        return guessed
    numbered = list(enumerate(list(CATEGORIES.values())[:10], 1))
    choices = "、".join(f"{number} {name.ja}" for number, name in numbered)
    choices_en = ", ".join(f"{number} {name.en}" for number, name in numbered)
    what = f"区分「{written}」がわかりません。" if written else "区分がありません。"
    what_en = f"The category {written!r} is unknown." if written else "The category is missing."
    told(
        "category" if "category" in line.columns else "name",
        "category",
        f"{what}次の番号か名前で書いてください: {choices}。",
        f"{what_en} Write its number or its name: {choices_en}.",
    )
    return ""


def _amount(line: Line, told: _Teller, notes: list[Text]) -> int:
    before = len(told.problems)
    amount = told.figure("amount", whole_yen)
    price, count = told.figure("unit_price", whole_yen), told.figure("quantity", quantity)
    if len(told.problems) > before:
        return 0
    product = None if price is None else price * (Fraction(1) if count is None else count)
    if amount is None and product is not None and (count is not None or "amount" not in line.columns):
        amount = _computed(product, line, told, notes)
    elif amount is not None and product is not None and count is not None and product != amount:
        ja = f"数量 × 単価 = {_figure(product)}円ですが、金額は{amount:,}円です。どちらかを直してください。"
        en = f"Quantity times unit price is {_figure(product)} yen, but the amount is {amount:,}. Mend one of them."
        told("amount", "product", ja, en)
    key = "amount" if "amount" in line.columns else "unit_price"
    if amount is None:
        if len(told.problems) == before:
            told(key, "missing", "金額（税抜）を入れてください。", "Enter the amount without tax.")
        return 0
    _check_bounds(line, key, amount, told)
    return amount


def _computed(product: Fraction, line: Line, told: _Teller, notes: list[Text]) -> int | None:
    if product.denominator != 1:
        ja = f"数量 × 単価 = {_figure(product)}円で、円未満の端数があります。金額（税抜）を入れてください。"
        en = f"Quantity times unit price is {_figure(product)} yen, with a fraction. Enter the amount without tax."
        told("amount" if "amount" in line.columns else "unit_price", "amount", ja, en)
        return None
    notes.append(
        Text(
            f"{line.number}行目の金額は 数量 × 単価 の{product.numerator:,}円としました。",
            f"Row {line.number}: the amount is quantity times unit price, {product.numerator:,} yen.",
        )
    )
    return product.numerator


def _check_bounds(line: Line, key: str, amount: int, told: _Teller) -> None:
    if amount < 0 or is_discount(line.text("name")):
        ja = "値引きの行は計算できません。値引きする品目の金額から引いて、この行を消してください。"
        en = (
            "A discount cannot be a line of its own. Take it off the line it belongs to, and remove this one."
        )
        told(key, "discount", ja, en)
    elif amount > YEN_BOUND:
        told(key, "bounds", f"{YEN_BOUND:,}円以下で書いてください。", f"Write {YEN_BOUND:,} yen or less.")


def _figure(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{value.numerator:,}/{value.denominator:,}"


def _processes(line: Line, told: _Teller) -> list[str]:
    found = []
    for written in _split(line.text("processes")):
        try:
            found.append(process_kind(process_of(written)).code)
        except UnknownCodeError as error:
            told("processes", "code", error.message, error.message_en)
    return list(dict.fromkeys(found))


def _functions(line: Line, told: _Teller) -> list[str]:
    found = []
    for written in _split(line.text("functions")):
        if code := function_of(written):
            found.append(code)
        elif not among(written, NO):
            ja = f"機能「{written}」がわかりません。会計・受発注・決済 のどれかで書いてください。"
            told("functions", "code", ja, f"There is no function {written!r}: write 会計, 受発注 or 決済.")
    return list(dict.fromkeys(found))


def _flag(line: Line, key: str, told: _Teller) -> bool | None:
    cell = line.cell(key)
    if cell is None or isinstance(cell, bool):
        return cell
    text = line.text(key)
    if among(text, YES):
        return True
    if not among(text, NO):
        told(key, "flag", f"「{text}」ではなく ○ か × で書いてください。", f"Write ○ or ×, not {text!r}.")
    return False


def _ai(line: Line, told: _Teller) -> str | None:
    text = line.text("ai")
    if not text:
        return None
    found = AI.get(plain(text))
    if found is None:
        ja = f"「{text}」ではなく なし・生成AI・その他 のどれかで書いてください。"
        told("ai", "code", ja, f"Write なし (none), 生成AI (generative) or その他 (other), not {text!r}.")
    return found


def _months(told: _Teller) -> int | None:
    found = told.figure("months", months)
    key = "months"
    if found is None and (years := told.figure("years", lambda cell: months(_as_years(cell)))) is not None:
        found, key = years, "years"
    if found is not None and not 1 <= found <= MOST_MONTHS:
        told(
            key,
            "bounds",
            f"月数は1以上{MOST_MONTHS:,}以下で書いてください。",
            f"Write 1 to {MOST_MONTHS:,} months.",
        )
        return None
    return found


def _as_years(cell: Cell) -> Cell:
    """A bare number in a column of years counts years."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    return f"{text}年" if text.isdecimal() else text


def _split(text: str) -> list[str]:
    return [part for part in SEPARATORS.split(text) if part]
