"""Facts of random questions: what a question says in the words of its rulebook, and what estimate answers to it."""

from __future__ import annotations

import random
from typing import Any

from hojokin.batch import asked_of
from hojokin.rules import Estimate, InvalidQuestion, estimate

CATEGORIES = (
    "software", "extension", "data_integration", "security_option", "consulting", "setup_training", "maintenance",
    "pc_tablet", "register", "security_service",
)  # fmt: skip
LEGAL_FORMS = ("KK", "GK", "SOLE", "NPO", "SHAFUKU")
INDUSTRIES = ("39", "5611", "09", "75", "80")


def answered(track: str, number: int, seed: int) -> list[Estimate]:
    """Estimates of random questions of one track; questions that lack something are left out."""
    chance = random.Random(seed)
    made: list[Estimate] = []
    while len(made) < number:
        try:
            made.append(estimate(question(track, chance)))
        except InvalidQuestion:
            continue
    return made


def row_of(made: Estimate) -> dict[str, int | bool | None]:
    """The facts of an estimate that its track's batch asks for."""
    return {each.name: made.gathered.facts.get(each.name) for each in asked_of(made.question.track).inputs}


def refusals_of(made: Estimate) -> str:
    """The refusals among the conditions that a batch asks, joined as a batch joins them."""
    asked = set(asked_of(made.question.track).criteria)
    return ";".join(found.rule for found in made.refusals if found.rule in asked)


def amount_of(made: Estimate) -> int:
    """What is granted when only those conditions count."""
    return 0 if refusals_of(made) else int(made.answer["grant_amount"])


def question(track: str, chance: random.Random) -> dict[str, Any]:
    """A question with everything a person might write."""
    asked: dict[str, Any] = {"track": track, "applicant": applicant(chance), "costs": costs(chance)}
    if chance.random() < 0.2:
        asked["requested_yen"] = chance.randrange(1, 3_000_000)
    if track == "electronic_transaction":
        contracted = chance.randrange(1, 60)
        asked["accounts"] = {"sme": chance.randrange(contracted + 1), "contracted": contracted}
    if track == "consortium":
        asked["costs"] = []
        size = chance.randrange(8, 14)
        asked["members"] = [{"applicant": applicant(chance), "costs": costs(chance)} for _ in range(size)]
    return asked


def applicant(chance: random.Random) -> dict[str, Any]:
    """An applicant whose size is stated, or can be derived, or both."""
    made: dict[str, Any] = {}
    if chance.random() < 0.5:
        made["size"] = chance.choice(("small", "medium", "medium", "large"))
    if "size" not in made or chance.random() < 0.3:
        made["legal_form"] = chance.choice(LEGAL_FORMS)
        made["industry_code"] = chance.choice(INDUSTRIES)
        made["regular_employees"] = chance.choice((0, 4, 5, 6, 20, 21, 50, 51, 100, 101, 300, 301))
        if chance.random() < 0.8:
            made["capital_yen"] = chance.choice((0, 50_000_000, 50_000_001, 300_000_000, 300_000_001))
    if chance.random() < 0.4:
        made["low_wage_months"] = chance.randrange(13)
    return made


def costs(chance: random.Random) -> list[dict[str, Any]]:
    """Some lines of a quote, software first more often than not."""
    lines = [cost("software", chance)] if chance.random() < 0.8 else []
    return lines + [cost(chance.choice(CATEGORIES), chance) for _ in range(chance.randrange(4))]


def cost(category: str, chance: random.Random) -> dict[str, Any]:
    """One line of a quote."""
    line: dict[str, Any] = {"category": category, "amount_yen": chance.randrange(4_000_000)}
    if category == "software":
        line["processes"] = chance.sample(
            ["P-01", "P-02", "P-03", "P-04", "P-05", "P-07"], chance.randrange(6)
        )
        if chance.random() < 0.9:
            line["functions"] = chance.sample(["accounting", "ordering", "payment"], chance.randrange(4))
        if chance.random() < 0.6:
            line["cloud"] = chance.random() < 0.9
            line["invoice_ready"] = chance.random() < 0.9
    if chance.random() < 0.3:
        line["months"] = chance.randrange(1, 40)
    return line
