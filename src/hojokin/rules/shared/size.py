"""Size of an applicant (事業者の規模) by the lines of its trade: capital, staff, and what it says of itself."""

from __future__ import annotations

from enum import IntEnum

from hojokin.rules.engine.exact import Choice, Count, Flag, Yen, all_of, any_of, not_, where
from hojokin.rules.engine.facts import COUNT_BOUND, Text, choice, flag, number, yen
from hojokin.rules.engine.rulebook import caution, rule
from hojokin.rules.names import SIZES


class StatedSize(IntEnum):
    """What the applicant says of its size."""

    NOT_STATED = 0
    LARGE = 1
    MEDIUM = 2
    SMALL = 3


CAPITAL_HIGHEST = 10**15 - 1

SIZE_LABELS = {
    StatedSize.NOT_STATED: Text("記載なし", "not stated"),
    StatedSize.LARGE: SIZES["large"],
    StatedSize.MEDIUM: SIZES["medium"],
    StatedSize.SMALL: SIZES["small"],
}
stated_size = choice(
    "申告した規模",
    "Stated size",
    StatedSize,
    names=SIZE_LABELS,
    default=StatedSize.NOT_STATED,
    topic="size",
)
capital = yen(
    "資本金の額または出資の総額",
    "Capital",
    highest=CAPITAL_HIGHEST,
    default=0,
    document=("履歴事項全部証明書「資本金の額」", "Certificate of registered matters"),
    topic="size",
)
regular_employees = number(
    "常時使用する従業員数",
    "Regular employees",
    default=0,
    help=(
        "解雇の予告が必要な人の数です。役員と個人事業主本人は数えません。",
        "People who need notice of dismissal. Officers and the proprietor are not counted.",
    ),
    topic="size",
)
capital_line = yen(
    "業種ごとの資本金の基準（以下）",
    "Capital line of the trade (at most)",
    highest=CAPITAL_HIGHEST,
    default=0,
    topic="size",
)
employee_line = number(
    "業種ごとの従業員数の基準（以下）", "Employee line of the trade (at most)", default=0, topic="size"
)
micro_line = number(
    "小規模事業者の従業員数の基準（以下）",
    "Employee line of micro-enterprises (at most)",
    default=0,
    topic="size",
)
highest_micro_line = number(
    "小規模事業者の従業員数の基準のうち、この事業者に最も緩いもの（以下）",
    "Highest line of micro-enterprises that may apply to it (at most)",
    default=COUNT_BOUND,
    topic="size",
)
is_never_micro = flag(
    "小規模事業者にならない組織形態である",
    "Of a legal form that is never a micro-enterprise",
    default=False,
    topic="size",
)
judged_by_capital_too = flag(
    "資本金でも判定する組織（会社）である",
    "A company, judged by capital as well",
    default=False,
    topic="size",
)
may_be_micro = flag(
    "小規模事業者になりうる組織（会社・個人事業主）である",
    "A company or sole proprietor",
    default=False,
    topic="size",
)
size_is_derivable = flag(
    "規模を判定する項目がそろっている", "The size can be derived", default=False, topic="size"
)
size_class_is_unconfirmed = flag(
    "業種や組織の区分が公式資料で確認できていない",
    "No official text assigns the trade or the legal form to its size class",
    default=False,
    topic="size_lines",
)


@rule(
    "資本金が基準以下である",
    en="Capital at or under the line",
    clause="交付規程 別紙1",
    facts="ELG-01 ELG-02 I-36 S-20",
    topic="size_lines",
)
def capital_within_line(capital: Yen, capital_line: Yen, judged_by_capital_too: Flag) -> Flag:
    return all_of(judged_by_capital_too, capital <= capital_line)


@rule(
    "従業員数が基準以下である",
    en="Employees at or under the line",
    clause="交付規程 別紙1",
    facts="ELG-01 ELG-03 ELG-04 S-21 S-23",
    topic="size_lines",
)
def employees_within_line(regular_employees: Count, employee_line: Count) -> Flag:
    return regular_employees <= employee_line


@rule(
    "基準により中小企業・小規模事業者等である",
    en="An SME by the lines",
    clause="交付規程 別紙1",
    facts="ELG-01 ELG-02 ELG-03 ELG-13 S-20",
    topic="size_lines",
)
def sme_by_lines(capital_within_line: Flag, employees_within_line: Flag) -> Flag:
    return any_of(capital_within_line, employees_within_line)


@rule(
    "基準により小規模事業者である",
    en="A micro-enterprise by the lines",
    clause="交付規程 別紙1",
    facts="ELG-05 ELG-06 I-35 S-22",
    topic="size_lines",
)
def small_by_lines(
    sme_by_lines: Flag, regular_employees: Count, micro_line: Count, may_be_micro: Flag
) -> Flag:
    return all_of(sme_by_lines, may_be_micro, regular_employees <= micro_line)


@rule(
    "基準により小規模事業者を除く中小企業等である",
    en="A small or medium enterprise by the lines, not a micro-enterprise",
    clause="交付規程 別紙1",
    facts="ELG-01 ELG-05",
    topic="size_lines",
)
def medium_by_lines(sme_by_lines: Flag, small_by_lines: Flag) -> Flag:
    return all_of(sme_by_lines, not_(small_by_lines))


@caution(
    "申告した規模と基準の違い",
    en="Stated size differs from the lines",
    clause="交付規程 別紙1",
    facts="ELG-01 ELG-05",
    message=(
        "業種・資本金・従業員数から判定した規模は「{small_by_lines:when 小規模事業者}"
        "{medium_by_lines:when 中小企業等（小規模事業者を除く）}{sme_by_lines:unless 中小企業等ではない事業者}」で、"
        "申告した規模と異なります（{clause}）。申告した規模で計算しました。どちらが正しいか確かめてください。"
    ),
    message_en=(
        "Trade, capital and staff give a different size than the stated one: "
        "{small_by_lines:when a micro-enterprise}{medium_by_lines:when an SME that is no micro-enterprise}"
        "{sme_by_lines:unless no SME} ({clause}). The stated size was used; check which one is right."
    ),
    topic="size",
)
def stated_size_differs(
    stated_size: Choice,
    size_is_derivable: Flag,
    sme_by_lines: Flag,
    small_by_lines: Flag,
    medium_by_lines: Flag,
) -> Flag:
    if_not_small = where(sme_by_lines, int(StatedSize.MEDIUM), int(StatedSize.LARGE))
    by_lines = where(small_by_lines, int(StatedSize.SMALL), if_not_small)
    return all_of(size_is_derivable, stated_size != StatedSize.NOT_STATED, stated_size != by_lines)


@caution(
    "小規模事業者ではありえない申告",
    en="Stated micro, which it cannot be",
    clause="交付規程 別紙1",
    facts="ELG-05 ELG-06",
    message=(
        "申告した規模は小規模事業者ですが、{is_never_micro:when この組織形態は小規模事業者になりません}"
        "{is_never_micro:unless 従業員{regular_employees:,}人は小規模事業者の基準（{highest_micro_line:,}人以下）を"
        "超えます}（{clause}）。申告した規模で計算しました。申請の前に規模を直してください。"
    ),
    message_en=(
        "The stated size is micro-enterprise, but {is_never_micro:when no body of this legal form is one}"
        "{is_never_micro:unless {regular_employees:,} employees are above its line of {highest_micro_line:,}} "
        "({clause}). The stated size was used; correct it before applying."
    ),
    topic="size",
)
def stated_size_cannot_be_micro(
    stated_size: Choice,
    size_is_derivable: Flag,
    is_never_micro: Flag,
    regular_employees: Count,
    highest_micro_line: Count,
) -> Flag:
    above_every_line = regular_employees > highest_micro_line
    return all_of(
        not_(size_is_derivable),
        stated_size == StatedSize.SMALL,
        any_of(is_never_micro, above_every_line),
    )


@caution(
    "規模の区分が未確認",
    en="Size class not confirmed",
    clause="交付規程 別紙1",
    facts="ELG-01 REF-06 REF-07",
    message=(
        "この業種または組織形態がどの規模区分に入るかは、公式資料で確認できていません（{clause}）。"
        "基準（従業員{employee_line:,}人以下など）を事務局に確かめてください。"
    ),
    message_en=(
        "No official text we know assigns this trade or legal form to its size class ({clause}). "
        "Confirm the line (such as {employee_line:,} employees or fewer) with the office."
    ),
    topic="size",
)
def size_class_unconfirmed(
    size_class_is_unconfirmed: Flag, stated_size: Choice, employee_line: Count
) -> Flag:
    return all_of(size_class_is_unconfirmed, stated_size == StatedSize.NOT_STATED)
