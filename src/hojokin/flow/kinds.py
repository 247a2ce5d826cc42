"""Kinds of filing (手続の種類): for each its form, its table, and the checks beyond single fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hojokin.flow.form import Attachments, Form, FormProblem, Values
from hojokin.flow.returning import ReturnCase
from hojokin.flow.roles import Role
from hojokin.flow.table import Table
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a check may know besides the form itself (前提): the day, the edition, the track and what the parent says."""

    today: date
    edition: str
    track: str = ""
    deadline: date | None = None
    parent: Values | None = None  # what the filing that this one belongs to says
    applicants: frozenset[str] = frozenset()  # corporate numbers that apply for a grant in the same year
    market_price: int | None = None  # the middle price of the registered tools of the category
    taken_names: frozenset[str] = frozenset()  # what the party has registered already
    taken_phones: frozenset[str] = frozenset()  # mobile numbers that another applicant or a vendor uses
    is_first_tool: bool = False  # the vendor is not registered yet
    returns: ReturnCase | None = None  # what a return of the grant would follow from


type Check = Callable[[Values, Attachments, Circumstances], Sequence[FormProblem]]


@dataclass(frozen=True, slots=True)
class FilingKind:
    """One kind of filing (手続の種類).

    ``owner`` is the role of the party that files; ``partner`` of the one that works on it too, or None.
    ``prefix`` begins its numbers.
    """

    code: str
    label: Text
    prefix: str
    owner: Role
    partner: Role | None
    table: Table
    form: Callable[[str, str], Form]  # edition, track
    checks: tuple[Check, ...] = ()
    oath: Callable[[str, str], Mapping[str, Text]] | None = None  # edition, track: items by code
