"""Records and assets (帳簿の保存・財産の処分): how long books are kept, what may not be disposed of."""

from __future__ import annotations

from datetime import date

from hojokin.rules.engine.exact import Flag, Years, Yen, all_of
from hojokin.rules.engine.facts import flag, number, yen
from hojokin.rules.engine.loading import Limits, Numbers
from hojokin.rules.engine.rulebook import Rulebook, obligation, rule
from hojokin.rules.shared.fiscal_days import STATE_YEAR_END_MONTH, month_end, state_year_end

completion_year = number(
    "補助事業が完了した年度（4月～3月、終わりの年）",
    "State fiscal year of completion, by the calendar year it ends in",
    "years",
    lowest=2000,
    highest=2100,
    default=2026,
)
unit_price = yen(
    "取得財産の単価（税抜）",
    "Unit price of an asset, without tax",
    default=0,
    document=("取得財産等管理台帳（様式第3）", "Asset register (form 3)"),
)
owned_by_recipient = flag("補助事業者が所有する財産である", "The recipient owns the asset", default=True)
within_useful_life = flag("法定耐用年数の期間内である", "Within the statutory useful life", default=True)


@rule(
    "帳簿を保存する最後の年度",
    en="Last year of keeping books",
    clause="交付規程 18条2項",
    facts="EFR-07 W-136",
)
def last_year_of_keeping(completion_year: Years, keeping_of_books: Numbers) -> Years:
    return completion_year + keeping_of_books.years


@rule(
    "管理台帳に載せる財産である",
    en="Belongs in the asset register",
    clause="交付規程 31条",
    facts="RET-18 W-77 W-113",
)
def is_registered_asset(unit_price: Yen, owned_by_recipient: Flag, asset_of_value: Limits) -> Flag:
    return all_of(owned_by_recipient, asset_of_value.unit_price.admits(unit_price))


@obligation(
    "財産の処分に承認を受ける",
    en="Has the disposal of an asset approved",
    clause="交付規程 31条",
    facts="RET-18 W-77",
    message=(
        "単価{unit_price:,}円の財産は{asset_of_value.unit_price.lowest:,}円以上なので、"
        "法定耐用年数の間は承認なく"
        "処分できません（{clause}）。処分の前に申請してください。収入は納付を求められることがあります。"
    ),
    message_en=(
        "The asset of {unit_price:,} yen reaches {asset_of_value.unit_price.lowest:,} yen: during its "
        "statutory useful "
        "life it may not be disposed of without approval ({clause}). Apply first; proceeds may be claimed."
    ),
)
def needs_approval_to_dispose(
    is_registered_asset: Flag, within_useful_life: Flag, unit_price: Yen, asset_of_value: Limits
) -> Flag:
    return all_of(is_registered_asset, within_useful_life)


def books_kept_until(book: Rulebook, completed_on: date) -> date:
    """The last day on which books of a project completed on a day must still be there (EFR-07)."""
    facts = {"completion_year": state_year_end(completed_on).year}
    last_year: int = book.evaluate(facts, ("last_year_of_keeping",))["last_year_of_keeping"]
    return month_end(last_year, STATE_YEAR_END_MONTH)
