"""Answers that exclude each other (答えの矛盾), numbers with a shape of their own, and days that lie ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hojokin.flow.form import FormProblem, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.question_applicant import is_corporation
from hojokin.flow.question_parts import NOTHING_CHOSEN, codes, rows_of
from hojokin.rules.engine.facts import Text
from hojokin.rules.identifiers import IdentifierProblem, invoice_registration, security_action_id, tool_number

BOTH_SYSTEMS = "45"  # what the round takes of them is told by the rules
PAST_DAYS = ("founded_on", "started_on", "born_on", "announced_on")


def check_answers(values: Values, circumstances: Circumstances) -> Sequence[FormProblem]:
    """Contradictions, ill-formed numbers and impossible days."""
    return (
        *_none_and_more(values),
        *_numbers(values),
        *_days(values, circumstances.today),
    )


def _none_and_more(values: Values) -> Iterator[FormProblem]:
    for field in ("exclusions", "parallel"):
        found = codes(values, field) or []
        if NOTHING_CHOSEN in found and len(found) > 1:
            yield FormProblem(
                field,
                Text(
                    "「なし」とほかの項目が一緒に選ばれています。どちらかにしてください。",
                    "“None” is chosen together with others. Keep one or the other.",
                ),
            )


def _numbers(values: Values) -> Iterator[FormProblem]:
    declared, invoice = values.get("security_action_id"), values.get("invoice_number")
    if isinstance(declared, str) and declared:
        found = security_action_id(declared, first_digits=BOTH_SYSTEMS).problems
        yield from (_ill_formed("security_action_id", each, "SA-01") for each in found)
    if isinstance(invoice, str) and invoice and values.get("invoice_registered") is True:
        found = invoice_registration(invoice, corporation=is_corporation(values)).problems
        yield from (_ill_formed("invoice_number", each, "REF-04a") for each in found)
    for place, row in enumerate(rows_of(values, "tools")):
        number = row.get("tool")
        if isinstance(number, str) and number:
            for each in tool_number(number).problems:
                yield FormProblem(
                    "tools", Text(each.message, each.message_en), "T-28", row=place, column="tool"
                )


def _ill_formed(field: str, problem: IdentifierProblem, source: str) -> FormProblem:
    return FormProblem(field, Text(problem.message, problem.message_en), source)


def _days(values: Values, today: date) -> Iterator[FormProblem]:
    for field in PAST_DAYS:
        typed = values.get(field)
        if isinstance(typed, str) and typed and typed > today.isoformat():
            yield FormProblem(
                field,
                Text(
                    f"{typed}は今日（{today}）より後の日付です。日付を確かめてください。",
                    f"{typed} is later than today ({today}). Check the day.",
                ),
            )
