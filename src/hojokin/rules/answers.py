"""Answers (回答): an estimate in the shape that outside programs rely on.

The shapes below are what :func:`as_dict` is checked against and what the JSON Schema of the answer is made from.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired, TypedDict, cast

from pydantic import Field

from hojokin.rules.engine.exact import Limit, Rate
from hojokin.rules.engine.facts import Input, as_date
from hojokin.rules.engine.loading import Block

if TYPE_CHECKING:
    from hojokin.rules.estimate import Estimate, Finding, Line, PartAmount
    from hojokin.rules.what_if import Change

Yen = Annotated[int, Field(ge=0)]
Standing = Literal["confirmed", "earlier_edition", "unconfirmed"]
RateText = Annotated[str, Field(pattern="^[0-9]+/[1-9][0-9]*$", examples=["1/2"])]


class PartAnswer(TypedDict):
    """One part of the subsidy (補助額の内訳)."""

    part: Annotated[str, Field(title="区分", examples=["it_tools"])]
    label: Annotated[str, Field(title="名称")]
    label_en: str
    eligible_cost_yen: Annotated[Yen, Field(title="補助対象経費")]
    rate: Annotated[
        RateText | list[RateText], Field(title="補助率", description="A list is tiers, lowest first.")
    ]
    cap_yen: Annotated[Yen, Field(title="補助上限額")]
    amount_yen: Annotated[Yen, Field(title="補助額")]


class FindingAnswer(TypedDict):
    """A refusal, a caution, an obligation or a condition that nobody checked yet."""

    rule: Annotated[str, Field(title="規則")]
    clause: Annotated[str, Field(title="条項", description="Empty when it speaks of several rules.")]
    message: Annotated[str, Field(title="説明")]
    message_en: str
    standing: Annotated[Standing, Field(title="根拠の確かさ")]
    facts: Annotated[list[str], Field(title="根拠")]
    place: NotRequired[
        Annotated[str, Field(title="質問の箇所", description="JSON Pointer into the question.")]
    ]
    places: NotRequired[
        Annotated[list[str], Field(title="質問の箇所（すべて）", description="When it speaks of several.")]
    ]


class StepAnswer(TypedDict):
    """One line of the calculation (計算の1行)."""

    rule: Annotated[
        str, Field(title="規則", description="With the row of the question in front, where it has one.")
    ]
    label: Annotated[str, Field(title="名称")]
    label_en: str
    clause: Annotated[str, Field(title="条項")]
    value: Annotated[bool | int | str | None, Field(title="値", description="Rates are texts such as 1/2.")]
    used: Annotated[dict[str, Any], Field(title="使った値")]
    unit: Annotated[str, Field(title="単位", examples=["yen", "flag", "rate"])]
    role: Annotated[Literal["calculation", "criterion", "caution", "obligation"], Field(title="役割")]
    source: Annotated[str, Field(title="出典")]
    standing: Annotated[Standing, Field(title="根拠の確かさ")]
    facts: Annotated[list[str], Field(title="根拠")]


class ChangeAnswer(TypedDict):
    """A change that would raise the amount (補助額が増える変更)."""

    change: Annotated[str, Field(title="変更", examples=["more_processes", "track_invoice"])]
    label: Annotated[str, Field(title="名称")]
    label_en: str
    track: Annotated[str, Field(title="申請枠")]
    amount_yen: Annotated[Yen, Field(title="変更後の補助額")]
    gain_yen: Annotated[int, Field(ge=1, title="増える額")]
    new_obligations: Annotated[
        list[FindingAnswer], Field(title="新たに約束すること", description="What the change adds to promise.")
    ]


class AnswerShape(TypedDict):
    """Answer: what this applicant would get, and why (見積りの回答)."""

    edition: Annotated[str, Field(title="年度", examples=["fy2026"])]
    track: Annotated[str, Field(title="申請枠", examples=["normal"])]
    eligible: Annotated[bool, Field(title="補助の対象になる")]
    amount_yen: Annotated[Yen, Field(title="補助額", description="0 when not eligible.")]
    eligible_cost_yen: Annotated[Yen, Field(title="補助対象経費")]
    own_burden_yen: Annotated[Yen, Field(title="自己負担額", description="Of the whole quoted cost.")]
    total_cost_yen: Annotated[Yen, Field(title="見積りの総額")]
    parts: Annotated[list[PartAnswer], Field(title="内訳")]
    size: Annotated[Literal["small", "medium", "large"], Field(title="規模")]
    wage_target_percent: Annotated[
        float | None, Field(title="賃上げ目標", description="Per cent a year; null for none.")
    ]
    refusals: Annotated[list[FindingAnswer], Field(title="対象とならない理由")]
    cautions: Annotated[list[FindingAnswer], Field(title="確認が必要なこと")]
    obligations: Annotated[list[FindingAnswer], Field(title="約束すること")]
    unchecked: Annotated[list[FindingAnswer], Field(title="まだ確認していない条件")]
    steps: Annotated[list[StepAnswer], Field(title="計算の内訳")]
    what_if: Annotated[list[ChangeAnswer], Field(title="補助額が増える変更")]


def as_dict(made: Estimate) -> dict[str, Any]:
    """The answer of the contract; fields may be added, never renamed or dropped."""
    return cast("dict[str, Any]", _answer(made))


def _answer(made: Estimate) -> AnswerShape:
    return {
        "edition": made.question.edition,
        "track": made.question.track.value,
        "eligible": made.eligible,
        "amount_yen": made.amount_yen,
        "eligible_cost_yen": made.eligible_cost_yen,
        "own_burden_yen": made.own_burden_yen,
        "total_cost_yen": made.gathered.total_cost,
        "parts": [_part(part) for part in made.parts],
        "size": cast("Literal['small', 'medium', 'large']", made.size),
        "wage_target_percent": percent(made.wage_target_bp),
        "refusals": [_finding(found) for found in made.refusals],
        "cautions": [_finding(found) for found in made.cautions],
        "obligations": [_finding(found) for found in made.obligations],
        "unchecked": [_finding(found) for found in made.unchecked],
        "steps": [_step(line, made.book.inputs, made.stated[line.place]) for line in made.lines],
        "what_if": [_change(change) for change in made.what_if],
    }


def _change(change: Change) -> ChangeAnswer:
    return {
        "change": change.code,
        "label": change.label.ja,
        "label_en": change.label.en,
        "track": change.question.track.value,
        "amount_yen": change.amount,
        "gain_yen": change.gain,
        "new_obligations": [_finding(found) for found in change.new_obligations],
    }


def percent(basis_points: int) -> int | float | None:
    """Basis points as the percentage that JSON holds, ``3.5`` for 350; None for none. It never meets an amount."""
    if not basis_points:
        return None
    number: int | float = json.loads(percent_text(basis_points))
    return number


def percent_text(basis_points: int) -> str:
    """Basis points as a percentage in digits, exact: ``3.5`` for 350, ``-0.05`` for -5, ``0`` for 0."""
    whole, rest = divmod(abs(basis_points), 100)
    sign = "-" if basis_points < 0 else ""
    return f"{sign}{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"


def _part(made: PartAmount) -> PartAnswer:
    rates = [str(rate) for rate in made.rates]
    return {
        "part": made.part.code,
        "label": made.part.label.ja,
        "label_en": made.part.label.en,
        "eligible_cost_yen": made.eligible_cost,
        "rate": rates if made.part.tiers else rates[0],
        "cap_yen": made.cap,
        "amount_yen": made.amount,
    }


def _finding(found: Finding) -> FindingAnswer:
    told: FindingAnswer = {
        "rule": found.rule,
        "clause": found.clause,
        "message": found.message.ja,
        "message_en": found.message.en,
        "standing": found.standing.value,
        "facts": list(found.facts),
    }
    if found.places:
        told["place"] = found.place
    if len(found.places) > 1:
        told["places"] = list(found.places)
    return told


def _step(line: Line, inputs: Mapping[str, Input], stated: Container[str]) -> StepAnswer:
    rule = line.step.rule
    return {
        "rule": line.name,
        "label": rule.label.ja,
        "label_en": rule.label.en,
        "clause": rule.clause,
        "value": shown(line.step.value, rule.unit),
        "used": {name: written(inputs.get(name), value, stated) for name, value in line.step.used.items()},
        "unit": rule.unit,
        "role": rule.role,
        "source": rule.source,
        "standing": rule.standing.value,
        "facts": list(rule.facts),
    }


def written(declared: Input | None, value: Any, stated: Container[str]) -> Any:
    """A value that a rule used, as JSON holds it; None for a fact that is not among those ``stated``."""
    if declared is None:
        return shown(value)
    return None if is_unstated(declared, value, stated) else declared.written(value)


def is_unstated(declared: Input, value: Any, stated: Container[str]) -> bool:
    """Whether nobody stated a fact, or its value stands for that."""
    return declared.name not in stated or declared.is_open(value)


def shown(value: Any, unit: str = "") -> Any:
    """A value as JSON holds it: rates, limits and days as text, blocks by the name of each number."""
    if unit == "day" and isinstance(value, int):
        return as_date(value)
    if isinstance(value, Block):
        return {name: shown(number) for name, number in value.values.items()}
    if isinstance(value, Rate):
        return str(value)
    if isinstance(value, Limit):
        return value.japanese()
    if isinstance(value, tuple):
        return [shown(item) for item in value]
    return value if isinstance(value, bool | int | str | None) else str(value)
