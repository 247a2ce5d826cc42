"""Standing of vendors (支援事業者の立場): members at hand, a new year's start, and what a deregistration does to others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hojokin.flow.checks.answers import cell, plain, rows, text
from hojokin.flow.form import FieldKind, Form, Value, Values
from hojokin.flow.registration_limits import limit, words
from hojokin.rules.engine.facts import Text

NEVER_CARRIED = frozenset({FieldKind.PLEDGE, FieldKind.DOCUMENT})


def missing_members(leader: Values, handed_over: Sequence[Values]) -> tuple[str, ...]:
    """Names of the members whose part is not handed over; none are missing from a single vendor (V-31)."""
    if text(leader, "form") != "consortium":
        return ()
    numbers = {text(each, "corporate_number") for each in handed_over} - {""}
    people = {plain(text(each, "name")) for each in handed_over if text(each, "kind") == "sole_proprietor"}
    return tuple(
        cell(row, "name")
        for row in rows(leader, "members")
        if cell(row, "corporate_number") not in numbers
        and not (cell(row, "kind") == "sole_proprietor" and plain(cell(row, "name")) in people)
    )


def members_ready(leader: Values, handed_over: Sequence[Values]) -> bool:
    """Whether every member of the leader's list has handed over its part (V-31)."""
    return not missing_members(leader, handed_over)


def first_tool_is_filed(categories: Sequence[str]) -> bool:
    """Whether the tools filed with a registration, by category, hold one that may come first (V-36)."""
    allowed = words("first_tool", "categories")
    return limit("first_tool", "tools").admits(sum(1 for each in categories if each in allowed))


def may_apply_again(rejected_in: Collection[int], year: int) -> bool:
    """Whether a vendor may file in a programme year: not after a rejection in that year (V-38)."""
    return year not in rejected_in


@dataclass(frozen=True, slots=True)
class Renewal:
    """A new year's registration as it starts (再登録の始まり; V-37).

    ``values`` come from last year; ``confirm`` are those among them that a person must look at again; ``anew`` are
    the fields that start empty.
    """

    values: Mapping[str, Value]
    confirm: tuple[str, ...]
    anew: tuple[str, ...]


def renewal(form: Form, last_year: Values) -> Renewal:
    """This year's registration from last year's: fields that the form no longer has are left behind."""
    empty = set(words("renewal", "anew"))
    anew = tuple(each.name for each in form.fields() if each.kind in NEVER_CARRIED or each.name in empty)
    carried = {
        each.name: last_year[each.name]
        for each in form.fields()
        if each.name not in anew and last_year.get(each.name) is not None
    }
    return Renewal(carried, tuple(name for name in words("renewal", "confirm") if name in carried), anew)


class GrantStage(StrEnum):
    """How far a grant has come when its vendor or tool is deregistered (補助事業の段階)."""

    APPLIED = "applied"
    GRANTED = "granted"
    PAID = "paid"


class Effect(StrEnum):
    """What a deregistration does to one grant (登録取消しの影響)."""

    NEEDS_VENDOR = "needs_vendor"
    MAY_BE_CANCELLED = "may_be_cancelled"
    TO_BE_EXAMINED = "to_be_examined"
    KEPT = "kept"


EFFECTS: Mapping[Effect, Text] = {
    Effect.NEEDS_VENDOR: Text(
        "この支援事業者・ツールのままでは交付決定を受けられません。登録されている支援事業者とツールを選び直してください。",
        "It cannot be granted with this vendor or tool. Choose registered ones.",
    ),
    Effect.MAY_BE_CANCELLED: Text(
        "申請者にも責任があるため、交付決定が取り消されることがあります（交付規程 第8条）。",
        "As the grantee is at fault too, the grant may be cancelled (article 8).",
    ),
    Effect.TO_BE_EXAMINED: Text(
        "申請者に責任があるかを事務局が確認します。責任がなければ交付決定は続きます（交付規程 第8条）。",
        "The office examines whether the grantee is at fault; if not, the grant stands (article 8).",
    ),
    Effect.KEPT: Text(
        "申請者に責任がないため、交付決定は続きます（交付規程 第8条）。引き継ぐ支援事業者を事務局と決めてください。",
        "As the grantee is not at fault, the grant stands (article 8). Agree with the office on who takes over.",
    ),
}


def effect_on_grant(stage: GrantStage, *, is_grantee_at_fault: bool | None) -> Effect:
    """What a deregistration does to a grant (V-03): nothing is cancelled while the fault is not known (None)."""
    if stage is GrantStage.APPLIED:
        return Effect.NEEDS_VENDOR
    if is_grantee_at_fault is None:
        return Effect.TO_BE_EXAMINED
    return Effect.MAY_BE_CANCELLED if is_grantee_at_fault else Effect.KEPT


def to_be_reexamined(deregistered: Values, others: Mapping[str, Values]) -> tuple[str, ...]:
    """The other vendors, by key, that share an officer with a deregistered one and may be re-examined (V-04)."""
    officers = _officers(deregistered)
    return tuple(key for key, each in others.items() if officers & _officers(each))


def _officers(vendor: Values) -> set[tuple[str, str]]:
    return {(plain(cell(row, "name")), plain(cell(row, "kana"))) for row in rows(vendor, "officers")}
