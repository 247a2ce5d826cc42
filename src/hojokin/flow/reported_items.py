"""Reported items (報告された品目): rows of a performance report as typed values, and the grant that they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from hojokin.flow.evidence import Circumstance, payment_methods
from hojokin.flow.form import Row, Values
from hojokin.flow.orders import ProjectPeriod, Step
from hojokin.rules.editions import rulebook
from hojokin.rules.reference.tool_categories import tool_categories

_KINDS = {
    "I": Circumstance.SOFTWARE,
    "V": Circumstance.SOFTWARE,
    "III": Circumstance.SERVICE,
    "IV": Circumstance.HARDWARE,
}


@dataclass(frozen=True, slots=True)
class ReportedItem:
    """One row of the report (品目). Days that were not entered are missing from ``days``."""

    place: int
    name: str
    category: str
    quantity: int
    unit_price: int
    invoice_number: str
    invoiced_amount: int
    paid_amount: int
    method: str
    payer: str
    payee: str
    member: int  # in a group: whose, by its number in form 1
    cost_class: str
    days: Mapping[Step, date]

    @property
    def carried_out(self) -> bool:
        """False for a service that was granted and not used: it is reported with 0 yen (W-112)."""
        return bool(self.quantity or self.invoiced_amount or self.paid_amount)


def reported_items(values: Values) -> tuple[ReportedItem, ...]:
    """The rows of the form's table ``items``; what was left empty counts as zero or as an empty text.

    In a group they are those of the member that the report is of.
    """
    of = whole_of(values, "member")
    return tuple(_item(place, row, of) for place, row in enumerate(rows_of(values, "items")))


def rows_of(values: Values | None, name: str) -> Sequence[Row]:
    """The rows of a table field, none where it is empty."""
    return cast("Sequence[Row]", (values or {}).get(name) or ())


def text_of(values: Values | Row | None, name: str) -> str:
    """A text value, empty where there is none."""
    return str((values or {}).get(name) or "")


def day_of(values: Values | Row | None, name: str) -> date | None:
    """A day value, or None."""
    text = text_of(values, name)
    return date.fromisoformat(text) if text else None


def whole_of(values: Values | Row | None, name: str) -> int:
    """A whole number, zero where there is none."""
    found = (values or {}).get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def project_period(grant: Values | None) -> ProjectPeriod:
    """The period of the grant that a report belongs to."""
    return ProjectPeriod(day_of(grant, "granted_on"), day_of(grant, "report_limit"))


def circumstances_of(values: Values, grant: Values | None, edition: str) -> frozenset[Circumstance]:
    """What the report says that brings further papers with it."""
    items = reported_items(values)
    said = {
        Circumstance.YEARS_MISSING: values.get("years_shown") is False,
        Circumstance.PRICE_DIFFERS: values.get("prices_equal") is False,
        Circumstance.HOLDER_NOT_SHOWN: values.get("holder_shown") is False,
        Circumstance.CURRENT_ACCOUNT: values.get("current_account") is True,
        Circumstance.SMALL: values.get("small_at_completion") is True,
        Circumstance.INVOICE_BONUS: (grant or {}).get("invoice_bonus") is True,
        Circumstance.ASSET: any(is_asset(each.unit_price, edition) for each in items if each.carried_out),
    }
    kinds = {_KINDS.get(_class_of(each.category)) for each in items if each.carried_out or _is_service(each)}
    kinds.discard(None)
    return frozenset({each for each, holds in said.items() if holds} | cast("set[Circumstance]", kinds))


def chosen_methods(values: Values) -> frozenset[str]:
    """The payment methods that the report says were used, known ones only."""
    chosen = values.get("payment_methods")
    known = {each.code for each in payment_methods()}
    return (
        frozenset(str(each) for each in chosen if each in known)
        if isinstance(chosen, list | tuple)
        else frozenset()
    )


def is_asset(unit_price: int, edition: str) -> bool:
    """Whether the records rules put an item of this price into the asset register (RET-18)."""
    book = rulebook("records", edition)
    return bool(book.evaluate({"unit_price": unit_price}, ("is_registered_asset",))["is_registered_asset"])


def kind_of(category: str) -> Circumstance | None:
    """Software, hardware or service by the category's number; None for what needs no paper of its own."""
    return _KINDS.get(_class_of(category))


def _is_service(item: ReportedItem) -> bool:
    return kind_of(item.category) is Circumstance.SERVICE


def _class_of(category: str) -> str:
    return _classes().get(category, "")


@cache
def _classes() -> Mapping[str, str]:
    return {str(each.number): each.class_mark for each in tool_categories() if each.number is not None}


def _item(place: int, row: Row, of: int) -> ReportedItem:
    days = {each: day_of(row, each.value) for each in Step}
    return ReportedItem(
        place=place,
        name=text_of(row, "name"),
        category=text_of(row, "category"),
        quantity=whole_of(row, "quantity"),
        unit_price=whole_of(row, "unit_price"),
        invoice_number=text_of(row, "invoice_number"),
        invoiced_amount=whole_of(row, "invoiced_amount"),
        paid_amount=whole_of(row, "paid_amount"),
        method=text_of(row, "method"),
        payer=text_of(row, "payer"),
        payee=text_of(row, "payee"),
        member=whole_of(row, "member") or of,
        cost_class=text_of(row, "cost_class"),
        days={step: day for step, day in days.items() if day is not None},
    )
