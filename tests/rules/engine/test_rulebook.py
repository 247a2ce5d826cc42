"""Rulebooks: wired by name, checked when built, and every answer explained step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from hojokin.rules.engine.exact import Count, Date, Flag, Rate, Yen
from hojokin.rules.engine.facts import Text, flag, number, yen
from hojokin.rules.engine.facts import day as day_input
from hojokin.rules.engine.loading import Limits, Parameters, parameters_from, read
from hojokin.rules.engine.rulebook import Rulebook, RulebookError, Standing, caution, criterion, rule
from tests.rules.engine import bakery

SMALL_OVEN = {"oven_cost": 15_000, "bakers": 3}


def _faults(
    *rules: Callable[..., Any],
    inputs: dict[str, Any] | None = None,
    parameters: Parameters | None = None,
    standings: Callable[[Sequence[str]], Standing] | None = None,
) -> list[str]:
    """What a rulebook of some rules complains of."""
    facts = {"oven_cost": yen("窯", "Oven"), "bakers": number("職人", "Bakers")} if inputs is None else inputs
    printed = parameters or parameters_from(read(bakery.PARAMETERS))
    with pytest.raises(RulebookError) as fault:
        Rulebook("bakery", "fy2026", rules, facts, printed, standings=standings)
    return str(fault.value).removeprefix("bakery (fy2026): ").split("; ")


def _rule(body: Any, clause: str = "パン規程 1条", facts: str = "BAKE-01") -> Callable[..., Any]:
    return rule("規則", en="A rule", clause=clause, facts=facts)(body)


def test_a_rulebook_answers_with_every_value_it_needed() -> None:
    answer = bakery.book().evaluate(SMALL_OVEN, ["grant"])

    assert (answer["grant"], answer["share"], answer["bakers"], answer["mixer_cost"]) == (
        10_000,
        10_000,
        3,
        0,
    )
    assert answer["baking_rate"] == Rate(2, 3)
    assert answer["staff"].small_bakery.highest == 5
    assert ("grant" in answer, "own_share" in answer) == (True, False)
    with pytest.raises(KeyError):
        _ = answer["own_share"]


def test_steps_come_in_order_with_what_they_used() -> None:
    steps = bakery.book().evaluate(SMALL_OVEN, ["share"]).steps

    assert [(step.rule.name, step.value) for step in steps] == [
        ("small_bakery", True),
        ("baking_rate", Rate(2, 3)),
        ("eligible_cost", 15_000),
        ("share", 10_000),
    ]
    assert steps[2].used == {"oven_cost": 15_000, "mixer_cost": 0}
    assert steps[2].inputs == (15_000, 0)
    assert list(steps[0].used) == ["bakers", "staff"]
    assert (steps[3].rule.label.en, steps[3].rule.clause) == ("Share of the cost", "パン規程 1条")
    assert (steps[3].rule.source, steps[3].rule.facts) == ("bakers-act", ("BAKE-01",))


def test_a_rule_without_arguments_uses_nothing() -> None:
    def always() -> Flag:
        return True

    book = Rulebook("bakery", "fy2026", [_rule(always)], {}, parameters_from(read(bakery.PARAMETERS)))

    (step,) = book.evaluate({}).steps
    assert (step.value, step.inputs, step.used) == (True, (), {})


def test_a_message_is_filled_with_what_the_rule_used() -> None:
    steps = {
        step.rule.name: step for step in bakery.book().evaluate({"oven_cost": 14_998, "bakers": 3}).steps
    }

    assert steps["reaches_floor"].message == Text(
        "補助額が下限10,000円に2円足りません（パン規程 3条）。",
        "The subsidy is 2 yen short of 10,000 yen (パン規程 3条).",
    )
    with pytest.raises(ValueError, match="share has no message"):
        _ = steps["share"].message


@pytest.mark.parametrize(
    ("basis_points", "percentage"),
    [(150, "1.5"), (300, "3"), (1_000, "10"), (5, "0.05"), (0, "0"), (-150, "-1.5"), (1_095, "10.95")],
)
def test_a_message_prints_basis_points_as_a_percentage(basis_points: int, percentage: str) -> None:
    @criterion(
        "年率",
        en="Rate a year",
        clause="パン規程 1条",
        facts="BAKE-01",
        refusal="{growth:percent}%",
        refusal_en="{growth:percent} %",
    )
    def grows(growth: Count) -> Flag:
        return growth > 0

    book = Rulebook(
        "bakery",
        "fy2026",
        [grows],
        {"growth": number("成長", "Growth", lowest=-500)},
        parameters_from(read(bakery.PARAMETERS)),
    )

    (step,) = book.evaluate({"growth": basis_points}).steps
    assert step.message == Text(f"{percentage}%", f"{percentage} %")


@pytest.mark.parametrize(
    ("told", "day", "is_open", "said"),
    [
        ("{shut_on:date}", 739_596, False, "2025-12-11"),
        ("{shut_on:date}", 0, False, "-"),
        ("{shut_on:month} {shut_on:年月}", 739_475, False, "2025-08 2025年8月"),
        ("{is_open:when baked until {shut_on:date}}.", 739_596, True, "baked until 2025-12-11."),
        ("{is_open:when baked}.", 739_596, False, "."),
        ("{is_open:unless no bread}.", 739_596, False, "no bread."),
    ],
)
def test_a_message_prints_days_and_tells_a_part_by_a_flag(
    told: str, day: int, is_open: bool, said: str
) -> None:
    @caution("店", en="Shop", clause="パン規程 1条", facts="BAKE-01", message=told, message_en=told)
    def tells(shut_on: Date, is_open: Flag) -> Flag:
        return is_open

    inputs = {"shut_on": day_input("閉店", "Shut", lowest=0), "is_open": flag("開店", "Open")}
    book = Rulebook("bakery", "fy2026", [tells], inputs, parameters_from(read(bakery.PARAMETERS)))

    (step,) = book.evaluate({"shut_on": day, "is_open": is_open}).steps

    assert step.message == Text(said, said)


def test_a_file_may_place_shared_clauses_in_its_own_documents() -> None:
    text = bakery.PARAMETERS + "clauses: {パン規程 1条: パン規程 9条2項}\n"

    def loaves() -> Count:
        return 1

    book = Rulebook("bakery", "fy2026", [_rule(loaves)], {}, parameters_from(read(text)))

    assert [each.clause for each in book.rules.values()] == ["パン規程 9条2項"]
    assert book.parameters.blocks["rates"].clause == "パン規程 9条2項"
    assert book.parameters.blocks["staff"].clause == "パン規程 2条"


def test_a_placed_clause_that_nobody_cites_is_refused() -> None:
    text = bakery.PARAMETERS + "clauses: {パン規程 88条: パン規程 9条}\n"

    with pytest.raises(RulebookError, match="no rule and no block stands at パン規程 88条"):
        Rulebook("bakery", "fy2026", [], {}, parameters_from(read(text)))


def test_editions_differ_in_formulas_and_in_numbers() -> None:
    rye = {"oven_cost": 10**6, "bakers": 90, "bread": bakery.Bread.RYE, "wood_fired": True}
    wheat = {**rye, "bakers": 5, "bread": bakery.Bread.WHEAT}
    before, after = bakery.book("fy2025"), bakery.book("fy2026")

    assert "later_honours" not in before.rules
    assert [before.evaluate(facts)["honour"] for facts in (rye, wheat)] == [True, True]
    assert [after.evaluate(facts)["honour"] for facts in (rye, wheat)] == [True, False]
    assert [book.evaluate(rye)["is_town_bakery"] for book in (before, after)] == [False, True]


def test_a_plan_holds_only_what_its_targets_need() -> None:
    book = bakery.book()

    plan = book.plan(["cap"])

    assert [declared.name for declared in plan.given] == ["wood_fired"]
    assert [each.name for each in plan.rules] == ["cap"]
    assert book.needed_by(["reaches_floor", "cap"]) == {
        "reaches_floor", "cap", "shortfall", "share", "eligible_cost", "baking_rate", "small_bakery",
        "wood_fired", "oven_cost", "mixer_cost", "bakers", "range", "rates", "staff",
    }  # fmt: skip
    assert book.plan(["cap"]) is plan
    with pytest.raises(KeyError, match="crumbs is no rule of bakery"):
        book.plan(["crumbs"])


def test_rules_are_listed_by_role() -> None:
    book = bakery.book()

    assert [each.name for each in book.of_role("criterion")] == ["reaches_floor", "is_town_bakery"]
    assert [each.name for each in book.of_role("caution")] == ["firewood"]
    assert [each.name for each in book.of_role("obligation")] == ["bakes_daily"]


def test_facts_are_refused_with_every_problem() -> None:
    problems = bakery.book().problems_with({"oven_cost": -1, "bakers": True, "wood_fird": True})

    assert [(problem.place, problem.code) for problem in problems] == [
        ("oven_cost", "bounds"),
        ("bakers", "integer"),
        ("wood_fird", "unknown"),
    ]
    assert [problem.place for problem in bakery.book().problems_with({}, ["cap"])] == []
    assert [problem.place for problem in bakery.book().problems_with({}, ["share"])] == [
        "oven_cost",
        "bakers",
    ]


def test_recording_gives_the_expression_of_each_target() -> None:
    recorded = bakery.book().record(["cap", "eligible_cost"])

    assert {name: repr(node) for name, node in recorded.items()} == {
        "cap": "where(wood_fired, 500_000, 299_999)",
        "eligible_cost": "oven_cost + mixer_cost",
    }
    with pytest.raises(TypeError, match="only whole numbers and flags"):
        bakery.book().record(["baking_rate"])


def test_the_weakest_cited_fact_decides_how_firm_a_rule_is() -> None:
    def standings(facts: Sequence[str]) -> Standing:
        return Standing.UNCONFIRMED if "BAKE-02" in facts else Standing.CONFIRMED

    whole = bakery.book()
    book = Rulebook(
        "bakery",
        "fy2026",
        [each.body for each in whole.rules.values()],
        whole.inputs,
        whole.parameters,
        standings=standings,
    )

    unconfirmed = [name for name, each in book.rules.items() if each.standing is Standing.UNCONFIRMED]
    assert unconfirmed == ["small_bakery", "is_town_bakery"]


def test_every_fault_in_the_wiring_is_told_at_once() -> None:
    def crumbs(oven_cos: Yen) -> Yen:
        return oven_cos

    def loaf(oven_cost: Count, bakers: Yen) -> Yen:
        return oven_cost + bakers

    def slice_(bakers) -> Yen:  # type: ignore[no-untyped-def]
        return bakers  # type: ignore[no-any-return]

    def crust(staff: Limits) -> Limits:
        return staff

    def untold(bakers: Count):  # type: ignore[no-untyped-def]
        return bakers

    assert _faults(*map(_rule, (crumbs, loaf, slice_, crust, untold))) == [
        "crumbs asks for oven_cos, which nobody gives (did you mean oven_cost?)",
        "loaf wants oven_cost as count, but it is yen",
        "loaf wants bakers as yen, but it is count",
        "slice_ does not say the unit of bakers",
        "crust does not say the unit of its answer",
        "untold does not say the unit of its answer",
    ]


def test_a_name_with_two_meanings_is_refused() -> None:
    def loaf(oven_cost: Yen) -> Yen:
        return oven_cost

    def bakers(oven_cost: Yen) -> Yen:
        return oven_cost

    def staff(oven_cost: Yen) -> Yen:
        return oven_cost

    inputs = {"oven_cost": yen("窯", "Oven"), "bakers": number("職人", "Bakers"), "rates": yen("率", "Rates")}

    told = _faults(*map(_rule, (loaf, loaf, bakers, staff)), inputs=inputs)

    assert told[:4] == [f"{name} has two meanings in fy2026" for name in ("loaf", "bakers", "staff", "rates")]


def test_rules_that_go_in_a_circle_are_refused() -> None:
    def dough(bread: Yen) -> Yen:
        return bread

    def bread(dough: Yen) -> Yen:
        return dough

    assert _faults(_rule(dough), _rule(bread)) == ["rules go in a circle: dough -> bread -> dough"]


def test_a_clause_needs_a_document_and_a_rule_a_fact() -> None:
    def loaf(oven_cost: Yen) -> Yen:
        return oven_cost

    def crumbs(oven_cost: Yen) -> Yen:
        return oven_cost

    printed = parameters_from(read(bakery.PARAMETERS.replace("clause: パン規程 2条", "clause: 菓子規程 2条")))

    told = _faults(_rule(loaf, clause="麦規程 1条"), _rule(crumbs, facts=""), parameters=printed)

    assert told == [
        "crumbs cites no fact",
        "staff: the clause '菓子規程 2条' names no document of fy2026",
        "loaf: the clause '麦規程 1条' names no document of fy2026",
    ]


def test_a_fact_id_that_nobody_knows_is_refused() -> None:
    def loaf(oven_cost: Yen, rates: Limits) -> Yen:
        return oven_cost

    def standings(facts: Sequence[str]) -> Standing:
        raise LookupError(f"no fact {', '.join(facts)}")

    assert _faults(_rule(loaf, facts="BAKE-98 BAKE-99"), standings=standings) == [
        "loaf: no fact BAKE-98, BAKE-99, BAKE-01"
    ]


def test_a_message_must_speak_of_what_the_rule_uses() -> None:
    def refused_with(text: str) -> Callable[..., Any]:
        def declared(oven_cost: Yen, staff: Limits) -> Flag:
            return oven_cost > 0

        declared.__name__ = f"rule_{len(text)}"
        return criterion(
            "規則", en="x", clause="パン規程 1条", facts="BAKE-01", refusal=text, refusal_en="fine"
        )(declared)

    told = _faults(*map(refused_with, ["{bakers}", "{staff.town.below}", "{oven_cost:q}"]))

    assert told == [
        "the message of rule_8 speaks of bakers, which the rule does not use",
        "the message of rule_18 cannot be filled in: block 'staff' has no number 'town'",
        "the message of rule_13 cannot be filled in: Unknown format code 'q' for object of type 'int'",
    ]


def test_what_is_told_when_true_or_false_must_be_a_flag() -> None:
    @criterion("規則", en="x", clause="パン規程 1条", facts="BAKE-01", refusal="x", refusal_en="x")  # type: ignore[arg-type]
    def loaf(oven_cost: Yen) -> Yen:
        return oven_cost

    assert _faults(loaf) == ["loaf is a criterion and so answers a flag, not yen"]


def test_an_input_needs_bounds_and_a_default_that_hold() -> None:
    def loaf(oven_cost: Yen) -> Yen:
        return oven_cost

    inputs = {
        "oven_cost": yen("窯", "Oven", lowest=5, highest=4),
        "bakers": number("職人", "Bakers", default=-1),
        "flour": yen("粉", "Flour", highest=10**19),
        "open": replace(flag("営業", "Open"), default=3),
    }

    assert _faults(_rule(loaf), inputs=inputs) == [
        "oven_cost has bounds that cannot hold: 5 to 4",
        "bakers has a default that it would not admit: -1",
        "flour has bounds that cannot hold: 0 to 10,000,000,000,000,000,000",
        "open has a default that it would not admit: 3",
    ]


def test_a_rule_that_fails_or_answers_the_wrong_kind_is_refused() -> None:
    def a_number(oven_cost: Yen) -> Flag:
        return oven_cost  # type: ignore[return-value]

    def a_fraction(oven_cost: Yen) -> Yen:
        return oven_cost * 0.5  # type: ignore[return-value]

    def misspelt(bakers: Count, staff: Limits) -> Flag:
        return staff.small_bakry.admits(bakers)

    assert _faults(*map(_rule, (a_number, a_fraction, misspelt))) == [
        "a_number answers 0, which is no flag",
        "a_fraction answers 0.0, which is no yen",
        (
            "misspelt fails on the lowest facts: "
            "block 'staff' has no number 'small_bakry' (did you mean 'small_bakery'?)"
        ),
    ]


def test_a_division_by_a_fact_that_may_be_zero_is_refused() -> None:
    def each_baker(oven_cost: Yen, bakers: Count) -> Yen:
        return oven_cost // bakers

    (told,) = _faults(_rule(each_baker))

    assert told.startswith("each_baker fails on the lowest facts: ")
