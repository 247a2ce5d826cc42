"""A group's tables against each other (様式1～8の突き合わせ): members, costs, figures and who stays outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hojokin.flow.application_limits import block
from hojokin.flow.checks.application.answers import BOTH_SYSTEMS
from hojokin.flow.form import FormProblem, Row, Severity, Values
from hojokin.flow.question_group import GROUP_YEARS
from hojokin.flow.question_parts import rows_of, whole
from hojokin.rules.engine.facts import Text
from hojokin.rules.identifiers import normalised, security_action_id

NUMBERED = ("member_contacts", "past_grants", "class_a", "class_b", "member_years")
TOTALS = ("class_a", "class_b", "class_c")


def check_group(values: Values) -> Sequence[FormProblem]:
    """Everything in a group's tables that cannot be right together."""
    return (
        *_representative(values),
        *_members(values),
        *_member_numbers(values),
        *_totals(values),
        *_figures(values),
        *_outsiders(values),
        *_use(values),
    )


def _representative(values: Values) -> Iterator[FormProblem]:
    row, own = block("representative_row").row - 1, values.get("corporate_number")
    rows = rows_of(values, "members")
    if (
        len(rows) > row
        and own
        and normalised(str(rows[row].get("corporate_number") or "")) != normalised(str(own))
    ):
        said = Text(
            "構成員の1行目は代表事業者です。法人番号を代表事業者と同じにしてください。",
            "The first row of the members is the representative. Give it the same corporate number.",
        )
        yield FormProblem("members", said, "F-62", row=row, column="corporate_number")


def _members(values: Values) -> Iterator[FormProblem]:
    for place, row in enumerate(rows_of(values, "members")):
        declared = str(row.get("security_action_id") or "")
        problems = security_action_id(declared, first_digits=BOTH_SYSTEMS).problems if declared else ()
        for each in problems:
            said = Text(each.message, each.message_en)
            yield FormProblem("members", said, "SA-01 F-06", row=place, column="security_action_id")
        if row.get("uses_tool") is False and place >= block("representative_row").row:
            said = Text(
                "ITツールを使わない者は参画事業者になれません（公募要領 補足1）。使うかどうかを確かめてください。",
                "Who does not use the tool cannot take part (guidelines, supplement 1). Check whether it does.",
            )
            yield FormProblem("members", said, "F-08", Severity.CAUTION, place, "uses_tool")


def _member_numbers(values: Values) -> Iterator[FormProblem]:
    count = len(rows_of(values, "members"))
    for field in NUMBERED:
        for place, row in enumerate(rows_of(values, field)):
            number = whole(row, "member")
            if number is not None and number > count:
                said = Text(
                    f"構成員は{count}者です。{number}番の構成員はいません。番号を直してください。",
                    f"There are {count} members and no number {number}. Correct it.",
                )
                yield FormProblem(field, said, "F-61", row=place, column="member")


def _totals(values: Values) -> Iterator[FormProblem]:
    for field in TOTALS:
        amounts = [whole(row, "amount_yen") or 0 for row in rows_of(values, field)]
        total = whole(values, f"{field}_total_yen")
        if total is not None and total != sum(amounts):
            said = Text(
                f"表の合計は{sum(amounts):,}円ですが、入力は{total:,}円です。どちらかを直してください。",
                f"The table adds up to {sum(amounts):,} yen, but the total says {total:,} yen. Correct one of them.",
            )
            yield FormProblem(f"{field}_total_yen", said, "F-61")


def _figures(values: Values) -> Iterator[FormProblem]:
    """Every member that introduces a tool has its figures of each year (F-42)."""
    told = {(whole(row, "member"), str(row.get("year"))) for row in rows_of(values, "member_years")}
    introducing = {whole(row, "member") for field in ("class_a", "class_b") for row in rows_of(values, field)}
    for number in sorted(each for each in introducing if each is not None):
        if any((number, year) not in told for year in GROUP_YEARS):
            said = Text(
                f"{number}番の構成員の数字が、直近期と計画2年の3年分そろっていません。行を加えてください。",
                f"The figures of member {number} lack one of the three years. Add the rows.",
            )
            yield FormProblem("member_years", said, "F-42")


def _outsiders(values: Values) -> Iterator[FormProblem]:
    members = {key for row in rows_of(values, "members") for key in _identity(row)}
    for field in ("suppliers", "experts"):
        for place, row in enumerate(rows_of(values, field)):
            if members.intersection(_identity(row)):
                said = Text(
                    "構成員と同じ名称か法人番号です。構成員はIT提供事業者・外部専門家になれません。どちらかから外してください。",
                    "A member bears this name or number. A member can be neither supplier nor expert.",
                )
                yield FormProblem(field, said, "F-10 F-11", Severity.CAUTION, place, "name")


def _identity(row: Row) -> set[str]:
    return {normalised(str(row[name])) for name in ("name", "corporate_number") if row.get(name)}


def _use(values: Values) -> Iterator[FormProblem]:
    if values.get("purchase_pattern") == "lead_buys_lead_uses":
        said = Text(
            "代表事業者だけが使う形は対象になりません。参画事業者が使う形を選んでください。",
            "Use by the representative alone is not supported. Choose a way in which the members use the tool.",
        )
        yield FormProblem("purchase_pattern", said, "F-08", Severity.CAUTION)
