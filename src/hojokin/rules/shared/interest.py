"""Interest on returned money (加算金・延滞金): by the day, on which returns and for which days.

Dates enter as the numbers of their days (``Day.of(date)``). Both the day of receipt and the day of payment count for the
surcharge; late interest runs from the day after the deadline to the day of payment.
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from hojokin.rules.engine.exact import Choice, Date, Days, Flag, Rate, Yen, all_of, any_of, most, where
from hojokin.rules.engine.facts import Text, choice, day, yen
from hojokin.rules.engine.loading import Numbers
from hojokin.rules.engine.rulebook import Rulebook, caution, rule
from hojokin.rules.shared.days import Day


class ReturnKind(IntEnum):
    """Why money goes back (返還の事由), as far as interest differs."""

    CANCELLATION = 1
    CHANGED_CIRCUMSTANCES = 2
    OVERPAYMENT = 3
    WAGE_DUTY = 4


KIND_LABELS = {
    ReturnKind.CANCELLATION: Text(
        "交付決定の取消し・支払後の辞退", "Cancellation, or withdrawal after payment"
    ),
    ReturnKind.CHANGED_CIRCUMSTANCES: Text(
        "事情の変更による取消し（9号）", "Cancellation for changed circumstances"
    ),
    ReturnKind.OVERPAYMENT: Text("確定額を超えた支払い", "Payment above the settled amount"),
    ReturnKind.WAGE_DUTY: Text("賃上げ要件の未達", "Missed wage duty"),
}

ONE_IN_BASIS_POINTS = 10_000
# A century holds every case and keeps yen × rate × days inside 64 bits.
FIRST_DAY = date(2001, 1, 1).toordinal()
LAST_DAY = date(2100, 12, 31).toordinal()
RETURN_BOUND = 10**11 - 1

return_kind = choice("返還の事由", "Why money goes back", ReturnKind, names=KIND_LABELS)
returned_amount = yen("返還する額", "Amount to return", highest=RETURN_BOUND)
unpaid_amount = yen(
    "期限までに納付していない額",
    "Part not paid by the deadline",
    highest=RETURN_BOUND,
    default=0,
    help=("一部だけ遅れたときは、その残りの額です。", "When only a part is late, that part."),
)
received_on = day("補助金を受領した日", "Day of receipt", lowest=FIRST_DAY, highest=LAST_DAY)
paid_on = day("納付した日", "Day of payment", lowest=FIRST_DAY, highest=LAST_DAY)
deadline_on = day(
    "納付期限の日", "Deadline of the return", lowest=FIRST_DAY, highest=LAST_DAY, default=LAST_DAY
)


@rule("加算金がかかる", en="Bears the surcharge", clause="交付規程 29条", facts="RET-12 RET-09 N-107 W-71")
def bears_surcharge(return_kind: Choice) -> Flag:
    return return_kind == ReturnKind.CANCELLATION


@rule(
    "延滞金がかかる",
    en="Bears late interest",
    clause="交付規程 30条",
    facts="RET-12 RET-09 RET-15 N-105 W-124",
)
def bears_late_interest(return_kind: Choice) -> Flag:
    return return_kind != ReturnKind.WAGE_DUTY


@rule(
    "受領の日から納付の日までの日数",
    en="Days from receipt to payment",
    clause="交付規程 29条",
    facts="RET-12 RET-17",
)
def days_held(received_on: Date, paid_on: Date) -> Days:
    return most(0, paid_on - received_on + 1)


@rule(
    "期限の翌日から納付の日までの日数", en="Days late", clause="交付規程 30条", facts="RET-12 RET-15 RET-17"
)
def days_late(deadline_on: Date, paid_on: Date) -> Days:
    return most(0, paid_on - deadline_on)


@rule("加算金", en="Surcharge", clause="交付規程 29条", facts="RET-12 RET-17 N-107")
def surcharge(
    bears_surcharge: Flag,
    returned_amount: Yen,
    days_held: Days,
    interest_rate: Numbers,
    year_of_days: Numbers,
) -> Yen:
    rate = Rate(interest_rate.a_year, ONE_IN_BASIS_POINTS)
    return where(bears_surcharge, rate.of(returned_amount, part=days_held, whole=year_of_days.days), 0)


@rule("延滞金", en="Late interest", clause="交付規程 30条", facts="RET-12 RET-15 RET-17 N-107")
def late_interest(
    bears_late_interest: Flag,
    unpaid_amount: Yen,
    days_late: Days,
    interest_rate: Numbers,
    year_of_days: Numbers,
) -> Yen:
    rate = Rate(interest_rate.a_year, ONE_IN_BASIS_POINTS)
    return where(bears_late_interest, rate.of(unpaid_amount, part=days_late, whole=year_of_days.days), 0)


@rule("納付する額の合計", en="Everything to pay", clause="交付規程 28条", facts="RET-12 RET-15")
def total_to_pay(returned_amount: Yen, surcharge: Yen, late_interest: Yen) -> Yen:
    return returned_amount + surcharge + late_interest


@caution(
    "日割りの方法は未確認",
    en="Counting of days is unconfirmed",
    clause="交付規程 29条",
    facts="RET-17",
    message=(
        "加算金{surcharge:,}円・延滞金{late_interest:,}円は、両端の日を数え、"
        "1年を{year_of_days.days}日とし、1円未満を"
        "切り捨てて計算しました。この数え方は規程に書かれておらず未確認です（{clause}）。"
        "納付書の額を優先してください。"
    ),
    message_en=(
        "Surcharge {surcharge:,} yen and late interest {late_interest:,} yen count both end days, take "
        "{year_of_days.days} days as a year and cut to the yen. The regulations do not write this down "
        "({clause}); "
        "the payment slip prevails."
    ),
)
def counting_is_unconfirmed(surcharge: Yen, late_interest: Yen, year_of_days: Numbers) -> Flag:
    return any_of(surcharge > 0, late_interest > 0)


@caution(
    "納付の日が受領の日より前である",
    en="Paid before it was received",
    clause="交付規程 29条",
    facts="RET-12",
    message="納付の日が受領の日より前になっています（{clause}）。日付を確かめてください。",
    message_en="The day of payment is before the day of receipt ({clause}). Check the dates.",
)
def paid_before_receipt(bears_surcharge: Flag, received_on: Date, paid_on: Date) -> Flag:
    return all_of(bears_surcharge, paid_on < received_on)


def interest_facts(
    kind: ReturnKind,
    amount: int,
    *,
    received_on: date,
    paid_on: date,
    deadline_on: date | None = None,
    unpaid: int | None = None,
) -> dict[str, int | bool]:
    """Facts of the interest rulebook from dates; ``unpaid`` is all of the amount when it is left out."""
    facts: dict[str, int | bool] = {
        "return_kind": int(kind),
        "returned_amount": amount,
        "unpaid_amount": amount if unpaid is None else unpaid,
        "received_on": Day.of(received_on),
        "paid_on": Day.of(paid_on),
    }
    return facts if deadline_on is None else facts | {"deadline_on": Day.of(deadline_on)}


def interest(book: Rulebook, facts: dict[str, int | bool]) -> tuple[int, int]:
    """Surcharge and late interest in yen, from facts that :func:`interest_facts` made."""
    answer = book.evaluate(facts, ("surcharge", "late_interest"))
    return answer["surcharge"], answer["late_interest"]
