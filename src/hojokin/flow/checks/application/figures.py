"""Figures against each other (数字の突き合わせ): what no statement can show, and what looks like thousands of yen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hojokin.flow.application_limits import limits
from hojokin.flow.form import FormProblem, Severity, Values
from hojokin.flow.question_parts import all_whole, hundredths, rows_of, whole
from hojokin.rules.engine.facts import Text

PARTS_OF_STAFF = ("staff_regular", "staff_contract", "staff_part_time", "staff_dispatched", "staff_other")
NOTICE_NEEDED = ("staff_regular", "staff_contract", "staff_part_time", "staff_other")
HEADS = ("fte_base", "fte_year_1", "fte_year_2", "fte_year_3")
# The first figure is at most the second: the field to mend, what it is compared with, and the facts.
AT_MOST = (
    ("gross_profit_yen", "sales_yen", Text("売上総利益", "Gross profit"), Text("売上高", "sales"), "FLD-10"),
    (
        "operating_profit_yen",
        "gross_profit_yen",
        Text("営業利益", "Operating profit"),
        Text("売上総利益", "gross profit"),
        "FLD-10",
    ),
    (
        "largest_large_holder_shares",
        "all_large_holders_shares",
        Text("最も多く持つ大企業の持分", "The largest holding"),
        Text("大企業すべての持分", "all holdings of large companies"),
        "EXC-01",
    ),
    (
        "all_large_holders_shares",
        "total_shares",
        Text("大企業すべての持分", "The holdings of large companies"),
        Text("発行済株式の総数", "all shares"),
        "EXC-01",
    ),
    (
        "deemed_large_holders_shares",
        "total_shares",
        Text("みなし大企業の持分", "The holdings of effectively large companies"),
        Text("発行済株式の総数", "all shares"),
        "EXC-01",
    ),
    (
        "officers_from_large",
        "officer_count",
        Text("大企業から来た役員", "Officers from large companies"),
        Text("役員の人数", "the number of officers"),
        "EXC-01",
    ),
    (
        "officers_from_deemed_large",
        "officer_count",
        Text("みなし大企業から来た役員", "Officers from effectively large companies"),
        Text("役員の人数", "the number of officers"),
        "EXC-01",
    ),
    (
        "requested_yen",
        "tools_total_yen",
        Text("申請する補助額", "The subsidy asked for"),
        Text("税抜の合計", "the total cost"),
        "FLD-22",
    ),
    (
        "accounts_sme",
        "accounts_contracted",
        Text("中小企業等のアカウント", "Accounts for SMEs"),
        Text("契約の総数", "all contracted accounts"),
        "D-07",
    ),
)


def check_figures(values: Values) -> Sequence[FormProblem]:
    """Every pair of figures that cannot both be right."""
    return (
        *_pairs(values),
        *_staff(values),
        *_officers(values),
        *_plan_rows(values),
        *_pay(values),
        *_heads(values),
        *_slips(values),
    )


def _pairs(values: Values) -> Iterator[FormProblem]:
    for field, other, label, label_of_other, source in AT_MOST:
        found = all_whole(values, (field, other))
        if found and found[0] > found[1]:
            yield FormProblem(
                field,
                Text(
                    f"{label.ja}{found[0]:,}が{label_of_other.ja}{found[1]:,}を超えています。どちらかを直してください。",
                    f"{label.en} ({found[0]:,}) is more than {label_of_other.en} ({found[1]:,}). Correct one of them.",
                ),
                source,
            )


def _staff(values: Values) -> Iterator[FormProblem]:
    parts, total = all_whole(values, PARTS_OF_STAFF), whole(values, "staff_total")
    if parts is not None and total is not None and sum(parts) != total:
        yield FormProblem(
            "staff_total",
            Text(
                f"内訳の合計は{sum(parts):,}人ですが、従業員の合計は{total:,}人です。内訳か合計を直してください。",
                f"The parts add up to {sum(parts):,}, but the total says {total:,}. Correct one of them.",
            ),
            "FLD-06",
        )
    may_count, regular = all_whole(values, NOTICE_NEEDED), whole(values, "regular_employees")
    if may_count is not None and regular is not None and regular > sum(may_count):
        yield FormProblem(
            "regular_employees",
            Text(
                f"常時使用する従業員{regular:,}人が、派遣社員を除く従業員{sum(may_count):,}人を超えています。役員と派遣社員は数えません。",
                f"Regular employees ({regular:,}) are more than the staff without dispatched workers ({sum(may_count):,}). "
                "Officers and dispatched workers are not counted.",
            ),
            "ELG-04",
        )


def _officers(values: Values) -> Iterator[FormProblem]:
    rows, count = rows_of(values, "officers"), whole(values, "officer_count")
    if rows and count is not None and len(rows) != count:
        yield FormProblem(
            "officer_count",
            Text(
                f"役員の一覧は{len(rows)}人ですが、役員の人数は{count}人です。どちらかを直してください。",
                f"{len(rows)} officers are listed, but their number says {count}. Correct one of them.",
            ),
            "FLD-04",
        )


def _plan_rows(values: Values) -> Iterator[FormProblem]:
    for place, row in enumerate(rows_of(values, "plan_years")):
        found = all_whole(row, ("gross_profit_yen", "sales_yen", "operating_profit_yen"))
        if found and found[0] > found[1]:
            said = Text(
                "売上総利益が売上高を超えています。直してください。",
                "Gross profit is more than sales. Correct it.",
            )
            yield FormProblem("plan_years", said, "FLD-21", row=place, column="gross_profit_yen")
        if found and found[2] > found[0]:
            said = Text(
                "営業利益が売上総利益を超えています。直してください。",
                "Operating profit is more than gross profit. Correct it.",
            )
            yield FormProblem("plan_years", said, "FLD-21", row=place, column="operating_profit_yen")


def _pay(values: Values) -> Iterator[FormProblem]:
    found = all_whole(values, ("pay_base_yen", "personnel_cost_yen"))
    if found and found[0] > found[1]:
        yield FormProblem(
            "pay_base_yen",
            Text(
                f"給与支給総額{found[0]:,}円が人件費{found[1]:,}円を超えています。人件費は給与に役員報酬や法定福利費を加えた額です。",
                f"Total pay ({found[0]:,} yen) is more than personnel cost ({found[1]:,} yen), which includes it. Check both.",
            ),
            "WAGE-01 FLD-10",
            Severity.CAUTION,
        )


def _heads(values: Values) -> Iterator[FormProblem]:
    for name in HEADS:
        if values.get(name) and not hundredths(values[name]):
            yield FormProblem(
                name,
                Text(
                    "正社員換算の人数は「12.5」のように、0より大きい数を小数2桁までで入力してください。",
                    "Type full-time equivalents like 12.5: above 0, with two decimals at most.",
                ),
                "WAGE-06",
            )


def _slips(values: Values) -> Iterator[FormProblem]:
    slip = limits("thousand_yen_slip")
    for field, limit in (("sales_yen", slip.sales), ("capital_yen", slip.capital)):
        figure = whole(values, field)
        if figure and limit.admits(figure):
            yield _slip(field, figure)
    pay, heads = whole(values, "pay_base_yen"), hundredths(values.get("fte_base"))
    if pay and heads and slip.pay_per_head.admits(pay * 100 // heads):
        yield _slip("pay_base_yen", pay)


def _slip(field: str, figure: int) -> FormProblem:
    said = Text(
        f"{figure:,}円は小さすぎるようです。千円単位で入力していないか、書類で確かめてください。",
        f"{figure:,} yen looks too small. Check on the paper that it is not in thousands.",
    )
    return FormProblem(field, said, "FLD-10", Severity.CAUTION)
