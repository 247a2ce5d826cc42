"""Papers (書類): the kind that was chosen, and whether it is young enough on the day of submission (W-40 to W-45)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hojokin.flow.form import FormProblem, Severity, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.question_applicant import SOLE_PROPRIETOR
from hojokin.flow.question_parts import codes
from hojokin.rules.engine.facts import Text
from hojokin.rules.shared.documents import (
    ApplicantKind,
    Circumstance,
    RequiredDocument,
    problems_with_choice,
    refused_substitutes,
    required_documents,
)
from hojokin.rules.shared.issue_dates import AgeOutcome, check_issue_date

CHOSEN = "{code}_paper"
ISSUED = "{code}_issued_on"
REFUSED = "refused_"
LICENCE = "driving_licence"
MEASURES = {
    "raised_rate": Circumstance.RAISED_RATE,
    "measure_1": Circumstance.MEASURE_1,
    "measure_2": Circumstance.MEASURE_2,
}


def check_papers(values: Values, circumstances: Circumstances) -> Sequence[FormProblem]:
    """Every required paper: refused substitutes, and days of issue."""
    found: list[FormProblem] = []
    for required in papers_of(values, circumstances.edition, circumstances.track):
        found.extend(_choice(required, values, circumstances.edition))
        found.extend(_age(required, values, circumstances))
    return (*found, *_licence(values, circumstances))


def papers_of(values: Values, edition: str, track: str) -> tuple[RequiredDocument, ...]:
    """The papers that this application needs, by kind of applicant and what it asks for."""
    kind = (
        ApplicantKind.SOLE_PROPRIETOR
        if values.get("applicant_kind") == SOLE_PROPRIETOR
        else ApplicantKind.CORPORATION
    )
    return required_documents(edition, track, kind, circumstances_of(values))


def circumstances_of(values: Values) -> frozenset[Circumstance]:
    """What makes further papers necessary, as answered."""
    found = {MEASURES[each] for each in codes(values, "wage_measures") or [] if each in MEASURES}
    if values.get("raised_rate") is True:
        found.add(Circumstance.RAISED_RATE)
    if values.get("it_strategy_navi") is True:
        found.add(Circumstance.IT_STRATEGY_NAVI)
    return frozenset(found)


def _choice(required: RequiredDocument, values: Values, edition: str) -> Iterator[FormProblem]:
    field = CHOSEN.format(code=required.code)
    paper = values.get(field)
    if not isinstance(paper, str) or not paper:
        return
    if (name := _refused_name(edition, required.code, paper)) is not None:
        said = Text(
            f"「{name.ja}」は使えません（{required.clause}）。{required.name.ja}を添付してください。",
            f"“{name.en}” is not accepted ({required.clause}). Attach {required.name.en}.",
        )
        yield FormProblem(field, said, " ".join(required.facts))
        return
    for problem in problems_with_choice(required, paper):
        yield FormProblem(field, problem.message, " ".join(required.facts))


def _refused_name(edition: str, requirement: str, paper: str) -> Text | None:
    """The name of a refused substitute, numbered from 1 in the order of the rules' table."""
    number = paper.removeprefix(REFUSED)
    refused = refused_substitutes(edition, requirement)
    if number == paper or not number.isdecimal() or not 0 < int(number) <= len(refused):
        return None
    return refused[int(number) - 1].name


def _age(required: RequiredDocument, values: Values, circumstances: Circumstances) -> Iterator[FormProblem]:
    field = ISSUED.format(code=required.code)
    issued = _day(values.get(field))
    document = required.choice(str(values.get(CHOSEN.format(code=required.code)) or ""))
    if issued is None or document is None:
        return
    found = check_issue_date(document, issued, circumstances.today, circumstances.deadline)
    if found.message is not None:
        accepted = found.outcome is AgeOutcome.TOO_OLD_BY_DEADLINE
        severity = Severity.CAUTION if accepted else Severity.ERROR
        yield FormProblem(field, found.message, " ".join((*required.facts, *document.age_facts)), severity)


def _licence(values: Values, circumstances: Circumstances) -> Iterator[FormProblem]:
    until = _day(values.get("identity_valid_until"))
    if values.get("identity_paper") != LICENCE or until is None:
        return
    if until < circumstances.today:
        said = Text(
            f"運転免許証の有効期限{until}が過ぎています。更新後の運転免許証か、住民票などを添付してください。",
            f"The driving licence expired on {until}. Attach the renewed one or a resident record.",
        )
        yield FormProblem("identity_valid_until", said, "W-43")
    elif circumstances.deadline is not None and until < circumstances.deadline:
        said = Text(
            f"運転免許証は締切日より前の{until}に期限が切れます。それまでに提出してください。",
            f"The driving licence expires on {until}, before the deadline. Submit by then.",
        )
        yield FormProblem("identity_valid_until", said, "W-43", Severity.CAUTION)


def _day(typed: object) -> date | None:
    try:
        return date.fromisoformat(str(typed or ""))
    except ValueError:
        return None
