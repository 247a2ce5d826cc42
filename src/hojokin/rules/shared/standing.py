"""Standing of an applicant (申請者の要件): legal form, one corporation with others, first year, lawful pay."""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Flag, Yen, not_
from hojokin.rules.engine.facts import flag, number, yen
from hojokin.rules.engine.loading import Rates
from hojokin.rules.engine.rulebook import caution, criterion, rule

VOTES_HIGHEST = 10**15 - 1

legal_form_is_excluded = flag(
    "宗教法人または法人格のない団体である",
    "A religious corporation or an unincorporated association",
    default=False,
    document=("履歴事項全部証明書", "Certificate of registered matters"),
    topic="legal_form",
)
all_votes = number(
    "議決権の総数", "All votes", lowest=1, highest=VOTES_HIGHEST, default=1, topic="same_corporation"
)
votes_shared_with_group = number(
    "親会社または同じ個人（家族を含む）が持つ議決権",
    "Votes of a parent company, or of one person and family, who holds other firms too",
    highest=VOTES_HIGHEST,
    default=0,
    help=(
        "配偶者、親子、生計を同じくする人は1人として数えます。",
        "Spouse, parents, children and members of the household count as one person.",
    ),
    document=("株主名簿", "Register of shareholders"),
    topic="same_corporation",
)
closed_a_fiscal_year = flag(
    "最初の決算期を終えた", "Has closed its first fiscal year", default=True, topic="first_fiscal_year"
)
house_minimum_wage = yen(
    "申請前月の事業場内最低賃金（時給）",
    "Lowest hourly pay in the workplace, month before applying",
    highest=1_000_000,
    default=0,
    document=("賃金台帳", "Wage ledger"),
    help=(
        "基本給を所定労働時間で割った時給です。残業・通勤・皆勤・家族手当と役員は除きます。",
        (
            "Base pay by scheduled hours, without overtime, commuting, attendance and family pay, without "
            "officers."
        ),
    ),
    topic="house_wage",
)
regional_minimum_wage = yen(
    "申請前月の地域別最低賃金（時給）",
    "Regional minimum wage, month before applying",
    highest=1_000_000,
    default=0,
    topic="house_wage",
)


@criterion(
    "申請できる組織形態である",
    en="A legal form that may apply",
    clause="公募要領 2-1-2(4)～(11)",
    facts="EXC-09 S-29",
    refusal="宗教法人と法人格のない団体は申請できません（{clause}）。申請者を確かめてください。",
    refusal_en=(
        "Religious corporations and unincorporated associations may not apply ({clause}). Check the "
        "applicant."
    ),
    topic="legal_form",
)
def legal_form_may_apply(legal_form_is_excluded: Flag) -> Flag:
    return not_(legal_form_is_excluded)


@rule(
    "ほかの法人とみなし同一法人になる",
    en="Forms one corporation with others",
    clause="公募要領 2-1-2(2)",
    facts="EXC-03 S-27 ARI-03 F-02",
    topic="same_corporation",
)
def forms_one_corporation(
    votes_shared_with_group: Count, all_votes: Count, same_corporation_votes: Rates
) -> Flag:
    line = same_corporation_votes.share
    return votes_shared_with_group * line.denominator > all_votes * line.numerator


@caution(
    "みなし同一法人は1者だけが申請できる",
    en="One applicant for the whole group",
    clause="公募要領 2-1-2(2)",
    facts="EXC-03 S-27",
    message=(
        "議決権{all_votes:,}のうち{votes_shared_with_group:,}を同じ者が持つため、みなし同一法人にあたります。"
        "グループのうち1者だけが申請できます（{clause}）。ほかの法人が申請していないか確かめてください。"
    ),
    message_en=(
        "One holder has {votes_shared_with_group:,} of {all_votes:,} votes, so the firms count as one "
        "corporation and only one of them may apply ({clause}). Check that no other one does."
    ),
    topic="same_corporation",
)
def only_one_of_the_group(
    forms_one_corporation: Flag, votes_shared_with_group: Count, all_votes: Count
) -> Flag:
    return forms_one_corporation


@caution(
    "決算期を1期も終えていない",
    en="First fiscal year not closed",
    clause="公募要領 3-2(2)",
    facts="EXC-13",
    message=(
        "最初の決算期を終えていない法人は、納税証明書と決算書を用意できないため申請できないとみられます"
        "（{clause}。公式資料に明文はありません）。事務局に確かめてください。"
    ),
    message_en=(
        "A corporation that has not closed its first fiscal year has neither tax certificate nor statements "
        "and "
        "can hardly apply ({clause}; no official text says so). Ask the office."
    ),
    topic="first_fiscal_year",
)
def first_year_is_open(closed_a_fiscal_year: Flag) -> Flag:
    return not_(closed_a_fiscal_year)


@rule(
    "最低賃金に足りない額",
    en="Short of the minimum wage",
    clause="公募要領 2-1-1(2)(イ)",
    facts="ELG-08 N-92 S-40 WAGE-09b",
    topic="house_wage",
)
def short_of_minimum_wage(house_minimum_wage: Yen, regional_minimum_wage: Yen) -> Yen:
    return regional_minimum_wage - house_minimum_wage


@criterion(
    "申請前月の事業場内最低賃金が地域別最低賃金以上である",
    en="Lowest pay reaches the regional minimum wage",
    clause="公募要領 2-1-1(2)(イ)",
    facts="ELG-08 N-92 S-40",
    refusal=(
        "申請前月の事業場内最低賃金{house_minimum_wage:,}円は、地域別最低賃金{regional_minimum_wage:,}円に"
        "{short_of_minimum_wage:,}円足りません（{clause}）。賃金を引き上げてから申請してください。"
    ),
    refusal_en=(
        "Lowest pay of {house_minimum_wage:,} yen is {short_of_minimum_wage:,} yen under the regional "
        "minimum "
        "wage of {regional_minimum_wage:,} yen ({clause}). Raise it before applying."
    ),
    topic="house_wage",
)
def pays_regional_minimum(
    short_of_minimum_wage: Yen, house_minimum_wage: Yen, regional_minimum_wage: Yen
) -> Flag:
    return short_of_minimum_wage <= 0
