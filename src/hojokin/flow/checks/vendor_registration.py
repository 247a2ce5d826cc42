"""Checks of a vendor's registration (IT導入支援事業者登録の検査), of its members' parts and of its changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from hojokin.flow.checks.answers import asked_only, cell, chosen, day, plain, rows, text
from hojokin.flow.form import Attachments, FormProblem, Row, Severity, Value, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.loading import load_form
from hojokin.flow.registration_limits import limit, words
from hojokin.rules.engine.facts import Text
from hojokin.rules.shared.days import add_months


def problems_of_vendor(
    values: Values, _attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Everything that the fields of a vendor's registration together show."""
    answers = asked_only(load_form("vendor_registration", circumstances.edition), values)
    return (
        *_of_conflict(answers, circumstances.applicants),
        *_of_members(answers, circumstances.applicants),
        *_of_officers(answers),
        *_of_sales(answers),
        *_of_registry(answers, circumstances.today),
        *_not_ahead(answers, "agreed_on", circumstances.today, "V-31"),
        *_not_ahead(answers, "tax_certificate_issued_on", circumstances.today, "V-34"),
    )


def problems_of_member(
    values: Values, _attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Everything that a member's part shows, beside what the leader wrote of it."""
    answers = asked_only(load_form("member_part", circumstances.edition), values)
    return (
        *_of_conflict(answers, circumstances.applicants),
        *_of_officers(answers),
        *_of_leader(answers, circumstances.parent),
        *_of_registry(answers, circumstances.today),
    )


def problems_of_change(
    values: Values, _attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Everything that a change filing shows, beside what is registered."""
    answers = asked_only(load_form("vendor_change", circumstances.edition), values)
    return (
        *_not_ahead(answers, "changed_on", circumstances.today, "V-06"),
        *_of_sameness(answers, circumstances.parent),
    )


def same_year_conflict(corporate_numbers: Collection[str], applicants: Collection[str]) -> tuple[str, ...]:
    """The corporate numbers on the vendor's side that also apply in the same year (V-22)."""
    return tuple(each for each in corporate_numbers if each in applicants)


def _of_conflict(values: Values, applicants: Collection[str]) -> Iterator[FormProblem]:
    if same_year_conflict((text(values, "corporate_number"),), applicants):
        yield FormProblem("corporate_number", _both_sides(), "V-22")


def _both_sides() -> Text:
    return Text(
        "この法人は同じ年度に補助金を申請しています。支援事業者と申請者は兼ねられません（公募要領 2-1-2(3)）。どちらかを取り下げてください。",
        "This corporation applies for the grant in the same year. Nobody can be vendor and applicant; withdraw one.",
    )


def _of_members(values: Values, applicants: Collection[str]) -> Iterator[FormProblem]:
    seen: set[str] = set()
    for place, row in enumerate(rows(values, "members")):
        number = cell(row, "corporate_number") if cell(row, "kind") == "corporation" else ""
        if number and number == text(values, "corporate_number"):
            said = Text(
                "幹事社は構成員の表に入れません。この行を消してください。",
                "The leader does not stand among the members. Remove this row.",
            )
            yield _of_member_row(place, "corporate_number", said, "V-31")
        if same_year_conflict((number,), applicants):
            yield _of_member_row(place, "corporate_number", _both_sides(), "V-22")
        for column, key in (("corporate_number", number), ("email", plain(cell(row, "email")))):
            if key and key in seen:
                said = Text(
                    "ほかの行と同じです。構成員ごとに1行で、別の内容を入力してください。",
                    "Another row says the same. Enter each member once, with its own data.",
                )
                yield _of_member_row(place, column, said, "V-31")
            seen.add(key)


def _of_member_row(place: int, column: str, said: Text, source: str) -> FormProblem:
    return FormProblem("members", said, source, row=place, column=column)


def _of_officers(values: Values) -> Iterator[FormProblem]:
    names = {plain(cell(row, "name")) for row in rows(values, "officers")}
    representative = text(values, "representative_name")
    if names and representative and plain(representative) not in names:
        said = Text(
            "役員の表に代表者がいません。代表者も入力してください。",
            "The representative is not among the officers. Add it.",
        )
        yield FormProblem("officers", said, "V-04 V-22", Severity.CAUTION)


def _of_sales(values: Values) -> Iterator[FormProblem]:
    counted = text(values, "sales_tool_count")
    tools = {plain(cell(row, "tool")) for row in rows(values, "sales") if cell(row, "tool")}
    most = limit("sales_record", "tools")
    if not most.admits(len(tools)):
        said = Text(
            f"販売実績に載せるツールは{most.highest}つまでです。いまは{len(tools)}つあります。よく売れているものに絞ってください。",
            f"The list takes at most {most.highest} tools; there are {len(tools)}. Keep the best-selling ones.",
        )
        yield FormProblem("sales", said, "V-35")
    elif counted.isdecimal() and len(tools) < int(counted):
        said = Text(
            f"販売実績のあるツールは{counted}つですが、一覧には{len(tools)}つだけです。ツールごとに導入先を1つ以上入力してください。",
            f"{counted} tools were sold, but the list has {len(tools)}. Enter at least one customer for each.",
        )
        yield FormProblem("sales", said, "V-35")
    elif counted.isdecimal() and int(counted) < len(tools):
        said = Text(
            "販売実績のあるツールの数より、一覧のツールが多くなっています。数を直してください。",
            "The list has more tools than were counted. Correct the number.",
        )
        yield FormProblem("sales_tool_count", said, "V-33")


def _of_registry(values: Values, today: date) -> Iterator[FormProblem]:
    yield from _not_ahead(values, "registry_issued_on", today, "V-34")
    issued, months = day(text(values, "registry_issued_on")), limit("registry_age", "months").highest
    if issued is not None and add_months(issued, months) < today:
        said = Text(
            f"発行から{months}か月を過ぎています。新しい証明書を添付すると、差し戻されにくくなります。",
            f"It was issued more than {months} months ago. A newer one is less likely to be returned.",
        )
        yield FormProblem("registry_issued_on", said, "V-34 F-63", Severity.CAUTION)


def _not_ahead(values: Values, name: str, today: date, source: str) -> Iterator[FormProblem]:
    found = day(text(values, name))
    if found is not None and found > today:
        said = Text(
            "先の日付です。書類の日付を確認して入力し直してください。",
            "This date lies in the future. Check it against the document.",
        )
        yield FormProblem(name, said, source)


def _of_leader(values: Values, leader: Values | None) -> Iterator[FormProblem]:
    listed = rows(leader, "members") if leader else ()
    number, name = text(values, "corporate_number"), plain(text(values, "name"))
    if not listed or not (number or name):
        return
    mine = [row for row in listed if _is_of(row, number, name)]
    if not mine:
        said = Text(
            "幹事社が入力した構成員に、この名前・法人番号がありません。幹事社に確認してください。",
            "The leader's list has no member of this name or corporate number. Ask the leader.",
        )
        yield FormProblem("corporate_number" if number else "name", said, "V-31")
    elif text(values, "role") and cell(mine[0], "role") != text(values, "role"):
        said = Text(
            "幹事社が入力した役割と違います。幹事社に確認して、どちらかを直してください。",
            "The leader gave you another role. Agree with the leader and correct one of them.",
        )
        yield FormProblem("role", said, "V-33")


def _is_of(row: Row, number: str, name: str) -> bool:
    if number:
        return cell(row, "corporate_number") == number
    return cell(row, "kind") == "sole_proprietor" and plain(cell(row, "name")) == name


def changed_values(values: Values) -> dict[str, Value]:
    """What a change filing changes: the fields of the kinds of change that it names (V-06)."""
    names = [name for kind in chosen(values, "changes") for name in words("change", f"of_{kind}")]
    return {name: values.get(name) for name in names}


def _of_sameness(values: Values, registered: Values | None) -> Iterator[FormProblem]:
    for kind in chosen(values, "changes"):
        names = words("change", f"of_{kind}")
        if registered is not None and all(values.get(name) == registered.get(name) for name in names):
            said = Text(
                "登録されている内容と同じです。新しい内容を入力するか、変わった項目から外してください。",
                "This is what is registered already. Enter the new data, or do not choose it.",
            )
            yield FormProblem(names[0], said, "V-06")
