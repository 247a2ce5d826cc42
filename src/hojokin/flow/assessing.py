"""Assessing (額の算定): what the rules say of one application, kept so that it can be computed again years later."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hojokin.rules.answers import shown
from hojokin.rules.engine.facts import Text
from hojokin.rules.estimate import Estimate, Finding, estimate
from hojokin.rules.problems import InvalidQuestion

type Explanation = Sequence[Mapping[str, Any]]

KEPT_IN_MEMORY = 20_000
WAGE_BOUND = "applies_for_wage_bound_amount"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an application is not granted (不採択の理由)."""

    code: str
    text: Text
    clause: str = ""

    def as_json(self) -> dict[str, str]:
        """As it is stored."""
        return {"code": self.code, "ja": self.text.ja, "en": self.text.en, "clause": self.clause}


@dataclass(frozen=True, slots=True)
class Assessed:
    """What the rules say of one application (算定の結果). ``problems``: why nothing could be computed.

    ``overruled`` are the refusals that no longer count, because a contest of them was upheld.
    """

    amount_yen: int = 0
    eligible_cost_yen: int = 0
    rate: str = ""
    size: str = ""
    is_eligible: bool = False
    is_wage_bound: bool = False
    refusals: tuple[Reason, ...] = ()
    overruled: tuple[Reason, ...] = ()
    problems: tuple[Text, ...] = ()


def assess(question: Mapping[str, Any], upheld: Collection[str] = ()) -> Assessed:
    """The figures of one question, where the contests of the rules ``upheld`` were; the same is computed once."""
    return _assess(json.dumps(question, sort_keys=True, ensure_ascii=False), frozenset(upheld))


def explanation(question: Mapping[str, Any]) -> Explanation:
    """Every line of the calculation with its clause and value. Raises InvalidQuestion."""
    return [
        {
            "rule": line.name,
            "label": line.step.rule.label.ja,
            "clause": line.step.rule.clause,
            "value": shown(line.step.value, line.step.rule.unit),
        }
        for line in estimate(question).lines
    ]


def differences(kept: Explanation, question: Mapping[str, Any]) -> Sequence[str]:
    """The rules whose value is no longer what was kept, and those that came or went; none when all is the same."""
    before = {each["rule"]: each["value"] for each in kept}
    now = {each["rule"]: each["value"] for each in explanation(question)}
    return sorted(
        name
        for name in before.keys() | now.keys()
        if (name in before, before.get(name)) != (name in now, now.get(name))
    )


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _assess(question: str, upheld: frozenset[str]) -> Assessed:
    try:
        plain = estimate(json.loads(question))
    except InvalidQuestion as invalid:
        return Assessed(problems=tuple(each.message for each in invalid.problems))
    made = plain.overruling(upheld)
    return Assessed(
        amount_yen=made.amount_yen,
        eligible_cost_yen=made.eligible_cost_yen,
        rate=_rate(made),
        size=made.size,
        is_eligible=made.eligible,
        is_wage_bound=WAGE_BOUND in made.answer and bool(made.answer[WAGE_BOUND]),
        refusals=tuple(map(_reason, made.refusals)),
        overruled=tuple(_reason(each) for each in plain.refusals if each.rule in upheld),
    )


def _reason(refusal: Finding) -> Reason:
    return Reason(refusal.rule, refusal.message, refusal.clause)


def _rate(made: Estimate) -> str:
    """The rates of the parts, each once, such as 1/2 or 3/4・2/3."""
    rates = (str(rate) for part in made.parts if part.amount for rate in part.rates)
    return "・".join(dict.fromkeys(rates))
