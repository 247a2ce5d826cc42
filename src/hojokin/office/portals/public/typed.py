"""What was typed into the estimator (入力内容): kept as typed, put into the address, turned into a question.

Names are JSON Pointers with hyphens for slashes: ``costs-0-amount_yen`` is ``/costs/0/amount_yen``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

from hojokin.office.portals.public.fields import Kind, kind_of

SINGLE = (
    "applicant-size",
    "applicant-legal_form",
    "applicant-industry_code",
    "applicant-capital_yen",
    "applicant-regular_employees",
    "applicant-low_wage_months",
    "applicant-exempt_sector",
    "requested_yen",
    "accounts-sme",
    "accounts-contracted",
)
ROWS: Mapping[str, tuple[str, ...]] = {
    "costs": (
        "category", "name", "amount_yen", "months", "processes", "functions", "invoice_ready", "cloud", "ai",
    ),
    "applicant-past_grants": ("year", "track"),
}  # fmt: skip
ROWS_LIMIT = 100
LENGTH_LIMIT = 200
ROW_NAME = re.compile(rf"({'|'.join(ROWS)})-(\d{{1,4}})-(\w+)")
WHOLE = re.compile(r"(?:(\d+)億)?(?:(\d+)万)?(\d+)?")


@dataclass(frozen=True)
class Typed:
    """Values by name, rows numbered from 0 without gaps."""

    values: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """What a query or a form says; names that the estimator does not know are left out."""
        given = {name: texts for name in query if (texts := _texts(query.getlist(name)))}
        numbers = {group: sorted(_numbers(given, group))[:ROWS_LIMIT] for group in ROWS}
        values = {name: given[name] for name in SINGLE if name in given}
        for group, found in numbers.items():
            for new, old in enumerate(found):
                for part in ROWS[group]:
                    if said := given.get(f"{group}-{old}-{part}"):
                        values[f"{group}-{new}-{part}"] = said
        return cls(values)

    @classmethod
    def of_costs(cls, costs: Iterable[Mapping[str, Any]], beside: Typed) -> Self:
        """The lines of a quote as typed values, after the filled rows of ``beside``."""
        kept = beside.without_blank_costs()
        first = kept.count("costs")
        values = dict(kept.values)
        for number, cost in enumerate(costs, start=first):
            for part in ROWS["costs"]:
                if texts := _as_typed(cost.get(part)):
                    values[f"costs-{number}-{part}"] = texts
        return cls(values)

    def __bool__(self) -> bool:
        return bool(self.values)

    def texts(self, name: str) -> tuple[str, ...]:
        """What was typed under a name."""
        return self.values.get(name, ())

    def count(self, group: str) -> int:
        """Number of rows of a group."""
        return len(_numbers(self.values, group))

    def query(self) -> str:
        """The query string that brings exactly this back."""
        return urlencode([(name, text) for name, texts in self.values.items() for text in texts])

    def with_row(self, group: str) -> Typed:
        """One more row; it starts with the choice that needs to be made first."""
        number = self.count(group)
        first = {"costs": ("category", "software"), "applicant-past_grants": ("year", "2025")}[group]
        return Typed({**self.values, f"{group}-{number}-{first[0]}": (first[1],)})

    def without_row(self, group: str, number: int) -> Typed:
        """The same without one row; the rows after it move up."""
        values: dict[str, tuple[str, ...]] = {}
        for name, texts in self.values.items():
            found = ROW_NAME.fullmatch(name)
            if found is None or found[1] != group or int(found[2]) < number:
                values[name] = texts
            elif int(found[2]) > number:
                values[f"{group}-{int(found[2]) - 1}-{found[3]}"] = texts
        return Typed(values)

    def without_blank_costs(self) -> Typed:
        """The same without the quote lines that hold a category and nothing more."""
        kept = self
        for number in reversed(range(self.count("costs"))):
            said = [part for part in ROWS["costs"] if self.texts(f"costs-{number}-{part}")]
            if set(said) <= {"category"}:
                kept = kept.without_row("costs", number)
        return kept

    def question(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The question as the contract writes it, and the texts that are no whole number, by name."""
        asked: dict[str, Any] = {"applicant": {}}
        unread: dict[str, str] = {}
        for name, texts in self.values.items():
            if self._belongs(name):
                value, fault = _value(name, texts)
                _put(asked, name.split("-"), value)
                if fault:
                    unread[name] = fault
        if "accounts" in asked:
            asked["accounts"].setdefault("contracted", None)
        return _listed(asked), unread

    def _belongs(self, name: str) -> bool:
        """Processes and functions are questions about software; under another category they stay unasked."""
        found = ROW_NAME.fullmatch(name)
        if found is None or found[1] != "costs" or found[3] in {"category", "name", "amount_yen", "months"}:
            return True
        return self.texts(f"costs-{found[2]}-category") == ("software",)


def whole_number(text: str) -> int | None:
    """Yen as people write them: "1,200,000", "１２０万円", "¥1.2" is none."""
    plain = (
        unicodedata.normalize("NFKC", text).strip().removeprefix("¥").removeprefix("\\").removesuffix("円")
    )
    plain = re.sub(r"[,、\s]", "", plain)
    found = WHOLE.fullmatch(plain)
    if not plain or found is None or len(plain) > 18:
        return None
    large, middle, small = (int(part or 0) for part in found.groups())
    return large * 10**8 + middle * 10**4 + small


def _value(name: str, texts: tuple[str, ...]) -> tuple[Any, str | None]:
    kind = kind_of(name)
    if kind is Kind.TICKS:
        return list(texts), None
    if kind is Kind.TICK:
        return True, None
    if kind is Kind.WHOLE:
        number = whole_number(texts[0])
        return number, texts[0] if number is None else None
    return texts[0], None


def _put(target: dict[str, Any], steps: list[str], value: Any) -> None:
    *path, last = steps
    for step in path:
        target = target.setdefault(step, {})
    target[last] = value


def _listed(value: Any) -> Any:
    """Rows, gathered under their numbers, as lists."""
    if not isinstance(value, dict):
        return value
    if value and all(key.isdecimal() for key in value):
        return [_listed(value[key]) for key in sorted(value, key=int)]
    return {key: _listed(child) for key, child in value.items()}


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text.strip()[:LENGTH_LIMIT] for text in texts if text.strip())


def _numbers(names: Iterable[str], group: str) -> set[int]:
    found = [found for name in names if (found := ROW_NAME.fullmatch(name)) and found[1] == group]
    return {int(each[2]) for each in found if each[3] in ROWS[group]}


def _as_typed(value: Any) -> tuple[str, ...]:
    if value is None or value is False:
        return ()
    if value is True:
        return ("on",)
    if isinstance(value, int):
        return (f"{value:,}",)
    return (value,) if isinstance(value, str) else tuple(str(each) for each in value)
