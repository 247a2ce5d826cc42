"""A contested refusal is ruled on before anything is decided, and an upheld one changes nothing but that it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest

from hojokin.flow.assessing import assess, differences, explanation
from hojokin.flow.contesting import (
    Ruling,
    contested_in,
    contests,
    reasons_with_rulings,
    unruled,
    upheld_rules,
    without_words,
)
from hojokin.flow.deciding import Candidate, preview, reasons_against
from hojokin.flow.questions import question_of
from hojokin.flow.settling import granted_parts
from tests.flow.application_samples import TODAY, corporation

SUSPENDED, FRAUD = "is_not_suspended", "committed_no_irregularities"
BOTH = ("suspended", "earlier_fraud")
LINE = 10
COST = 1_000_000


def question(*exclusions: str) -> Mapping[str, object]:
    values = corporation(exclusions=list(exclusions or ("none",)))
    return question_of(values, {}, "fy2026", "normal", TODAY, round_number=2)


def ruling(rule: str, *, is_upheld: bool, reason: str = "終わった処分です。") -> Ruling:
    return Ruling(rule, is_upheld, reason, "審査 三郎", "2026-06-20T03:00:00.000000Z")


def candidate(*rulings: Ruling, contest: bool = True, score: int = LINE) -> Candidate:
    """An application with two refusals and these rulings, as the office makes it."""
    values = corporation(exclusions=list(BOTH), contest=contest)
    assessed = assess(question(*BOTH), upheld_rules(rulings) if contests(values) else ())
    contested = contested_in(values, assessed, rulings)
    return Candidate(
        "A",
        score,
        assessed.amount_yen,
        is_eligible=assessed.is_eligible,
        refusals=assessed.refusals,
        contested=contested,
        lacks=unruled(contested),
    )


def codes(told: Candidate) -> list[str]:
    return [each.code for each in reasons_against(told, LINE)]


def test_where_all_is_upheld_it_counts_as_eligible_with_the_amount_of_the_rules() -> None:
    plain = assess(question())

    told = candidate(ruling(SUSPENDED, is_upheld=True), ruling(FRAUD, is_upheld=True))
    seen = preview([told], None, LINE)

    assert (told.is_eligible, told.amount_yen, told.lacks) == (True, plain.amount_yen, ())
    assert plain.amount_yen > 0
    assert [each.candidate.number for each in seen.granted] == ["A"]
    assert codes(told) == []


def test_the_line_still_stands_for_whoever_is_upheld() -> None:
    told = candidate(ruling(SUSPENDED, is_upheld=True), ruling(FRAUD, is_upheld=True), score=LINE - 1)

    assert codes(told) == ["below_the_line"]


def test_one_of_two_not_upheld_refuses_and_only_that_one_is_named() -> None:
    told = candidate(ruling(SUSPENDED, is_upheld=True), ruling(FRAUD, is_upheld=False, reason="判決がある。"))

    assert (told.is_eligible, told.amount_yen, told.lacks) == (False, 0, ())
    assert codes(told) == [FRAUD, "contest_not_upheld"]
    (_refusal, why) = reasons_against(told, LINE)
    assert why.text.ja.endswith("判決がある。")
    assert why.text.en.endswith("判決がある。")
    assert why.clause == _refusal.clause


def test_none_upheld_names_both_with_the_reason_of_each() -> None:
    told = candidate(ruling(SUSPENDED, is_upheld=False), ruling(FRAUD, is_upheld=False))

    assert codes(told) == [SUSPENDED, "contest_not_upheld", FRAUD, "contest_not_upheld"]


@pytest.mark.parametrize("rulings", [(), (True,), (False,)])
def test_whatever_is_not_ruled_on_waits(rulings: tuple[bool, ...]) -> None:
    told = candidate(*(ruling(SUSPENDED, is_upheld=each) for each in rulings))

    seen = preview([told], None, LINE)

    assert len(told.lacks) == 2 - len(rulings)
    assert all("異議の裁定がまだです" in each.ja and "審査のページ" in each.ja for each in told.lacks)
    assert (seen.granted, seen.rejected, seen.waiting) == ((), (), (told,))


def test_who_contests_nothing_is_refused_whatever_a_ruling_says() -> None:
    told = candidate(ruling(SUSPENDED, is_upheld=True), ruling(FRAUD, is_upheld=True), contest=False)

    assert (told.is_eligible, told.lacks, told.contested) == (False, (), ())
    assert codes(told) == [SUSPENDED, FRAUD]


@pytest.mark.parametrize(("suspended", "fraud"), list(product([True, False], repeat=2)))
def test_a_ruling_changes_neither_size_nor_rate_nor_costs_nor_any_line_of_the_calculation(
    suspended: bool, fraud: bool
) -> None:
    asked = question(*BOTH)
    upheld = [rule for rule, taken in ((SUSPENDED, suspended), (FRAUD, fraud)) if taken]

    told, plain = assess(asked, upheld), assess(asked)

    same = replace(
        told,
        amount_yen=plain.amount_yen,
        rate=plain.rate,
        is_eligible=plain.is_eligible,
        refusals=plain.refusals,
        overruled=plain.overruled,
    )
    assert same == plain
    assert {each.code for each in (*told.refusals, *told.overruled)} == {SUSPENDED, FRAUD}
    assert told.rate == (assess(question()).rate if len(upheld) == len(BOTH) else "")
    assert differences(explanation(asked), asked) == []


def test_a_rule_that_does_not_refuse_is_not_overruled() -> None:
    assert assess(question(), [SUSPENDED]) == assess(question())


@pytest.mark.parametrize("upheld", [(), (SUSPENDED,)])
def test_a_granted_amount_falls_into_the_same_parts_as_without_the_refusal(upheld: tuple[str, ...]) -> None:
    amount = assess(question()).amount_yen
    refused = corporation(exclusions=["suspended"])

    plain = granted_parts(corporation(), "fy2026", "normal", TODAY, amount=amount, eligible_cost=COST)
    told = granted_parts(refused, "fy2026", "normal", TODAY, amount=amount, eligible_cost=COST, upheld=upheld)

    assert (told == plain) is bool(upheld)
    assert sum(each.granted for each in told) == amount


def test_what_is_stored_loses_its_words_and_keeps_how_it_was_ruled() -> None:
    told = candidate(ruling(SUSPENDED, is_upheld=True), ruling(FRAUD, is_upheld=False, reason="秘密の理由"))
    reasons = reasons_with_rulings(told.refusals, told.contested)
    kept = [*(each.as_json() for each in reasons), *(each.as_json() for each in told.contested)]

    bare = [without_words(each) for each in kept]

    assert "秘密の理由" in str(kept)
    assert ("秘密の理由" in str(bare), "審査 三郎" in str(bare), "終わった処分" in str(bare)) == (False,) * 3
    assert [(each["rule"], each["is_upheld"]) for each in bare if "rule" in each] == [
        (SUSPENDED, True),
        (FRAUD, False),
    ]
