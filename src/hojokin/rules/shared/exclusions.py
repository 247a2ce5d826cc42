"""Grounds that shut an applicant out (対象外となる事業者), each answered by the applicant or a reviewer."""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, not_
from hojokin.rules.engine.facts import flag
from hojokin.rules.engine.loading import Limits
from hojokin.rules.engine.rulebook import criterion

is_registered_vendor = flag(
    "同じ年度のIT導入支援事業者（構成員を含む）である",
    "A registered vendor of the same year, or a member of its consortium",
    default=False,
    help=(
        "登録申請中も含みます。代表者や役員が両方にいる場合も同じです。過去の年度の登録は問いません。",
        "Also while registering, and when officers stand on both sides. Earlier years do not matter.",
    ),
    topic="exclusions",
)
is_suspended = flag(
    "経済産業省または中小機構の補助金交付等停止・指名停止を受けている",
    "Suspended from subsidies or tenders by METI or SMRJ",
    default=False,
    topic="exclusions",
)
is_adult_entertainment = flag(
    "風営法2条の事業を営んでいる",
    "Runs a business under article 2 of the amusement business law",
    default=False,
    help=(
        "旅館業の許可を受けた料理店等（同条1項1号）は除きます。",
        "Except inns licensed under the Inns and Hotels Act (item 1 of its paragraph 1).",
    ),
    topic="exclusions",
)
was_prosecuted_under_labour_law = flag(
    "労働関係法令違反で最近送検された",
    "Recently referred to prosecutors under labour law",
    default=False,
    topic="exclusions",
)
has_antisocial_ties = flag(
    "反社会的勢力に該当する、または関係がある",
    "Is, or is funded by, an anti-social force",
    default=False,
    topic="exclusions",
)
committed_irregularities = flag(
    "ほかの補助金で不正を行った", "Committed irregularities in a subsidy", default=False, topic="exclusions"
)
duplicates_another_subsidy = flag(
    "同じ事業で国や独立行政法人の補助金を受けている",
    "The project has another subsidy of the state or an independent agency",
    default=False,
    topic="exclusions",
)
same_corporation_has_applied = flag(
    "みなし同一法人のほかの法人が申請した",
    "Another firm of the same corporation has applied",
    default=False,
    topic="exclusions",
)
is_outside_japan = flag(
    "日本国内の所在・事業の要件を満たさない",
    "Does not meet the condition of being in Japan",
    default=False,
    topic="exclusions",
)


@criterion(
    "IT導入支援事業者ではない",
    en="Not a registered vendor",
    clause="公募要領 2-1-2(3)",
    facts="EXC-04 S-28 F-12 V-22",
    refusal=(
        "同じ年度のIT導入支援事業者（構成員、登録申請中を含む）とその役員は申請できません（{clause}）。"
        "登録の状況を確かめてください。"
    ),
    refusal_en=(
        "A vendor registered or registering in the same year, a consortium member or their officers may not "
        "apply "
        "({clause}). Check the registration."
    ),
    topic="exclusions",
)
def is_not_a_vendor(is_registered_vendor: Flag) -> Flag:
    return not_(is_registered_vendor)


@criterion(
    "補助金の交付停止や指名停止を受けていない",
    en="Not suspended",
    clause="公募要領 2-1-2(4)～(11)",
    facts="EXC-05 S-29",
    refusal="補助金の交付停止または指名停止の期間中は申請できません（{clause}）。停止の終わる日を確かめてください。",
    refusal_en="No application while suspended ({clause}). Check the day on which the suspension ends.",
    topic="exclusions",
)
def is_not_suspended(is_suspended: Flag) -> Flag:
    return not_(is_suspended)


@criterion(
    "風営法2条の事業を営んでいない",
    en="No business under the amusement business law",
    clause="公募要領 2-1-2(4)～(11)",
    facts="EXC-06 S-29",
    refusal=(
        "風営法2条の事業を営む者は申請できません（{clause}）。"
        "旅館業の許可を受けた料理店等にあたるかを確かめてください。"
    ),
    refusal_en=(
        "Businesses under article 2 of the amusement business law may not apply ({clause}). "
        "Check whether the exception for licensed inns holds."
    ),
    topic="exclusions",
)
def is_no_adult_entertainment(is_adult_entertainment: Flag) -> Flag:
    return not_(is_adult_entertainment)


@criterion(
    "労働関係法令違反で送検されていない",
    en="Not prosecuted under labour law",
    clause="公募要領 2-1-2(4)～(11)",
    facts="EXC-07 S-29",
    refusal=(
        "過去{prosecution.years.at_most}年以内に労働関係法令違反で送検された者は申請できません（{clause}）。"
        "この期間を過ぎる日を確かめてください。"
    ),
    refusal_en=(
        "Years since the referral to prosecutors under labour law: {prosecution.years.at_most} or less, so no "
        "application ({clause}). Check the day on which this time has passed."
    ),
    topic="exclusions",
)
def was_not_prosecuted(was_prosecuted_under_labour_law: Flag, prosecution: Limits) -> Flag:
    return not_(was_prosecuted_under_labour_law)


@criterion(
    "反社会的勢力と関係がない",
    en="No ties to anti-social forces",
    clause="交付規程 9条1項四",
    facts="EXC-08 S-29",
    refusal="反社会的勢力に該当する、または関係がある者は申請できません（{clause}）。誓約の内容を確かめてください。",
    refusal_en="Anti-social forces and those tied to them may not apply ({clause}). Check the pledge.",
    topic="exclusions",
)
def has_no_antisocial_ties(has_antisocial_ties: Flag) -> Flag:
    return not_(has_antisocial_ties)


@criterion(
    "補助金の不正を行っていない",
    en="No irregularities in subsidies",
    clause="公募要領 2-1-2(4)～(11)",
    facts="EXC-10 S-29",
    refusal="ほかの補助金で不正を行った者は申請できません（{clause}）。事務局に相談してください。",
    refusal_en="Irregularities in another subsidy shut the applicant out ({clause}). Ask the office.",
    topic="exclusions",
)
def committed_no_irregularities(committed_irregularities: Flag) -> Flag:
    return not_(committed_irregularities)


@criterion(
    "ほかの国の補助金と重複していない",
    en="No other state subsidy for the project",
    clause="交付規程 10条",
    facts="EXC-11 S-44",
    refusal=(
        "同じ事業で国や独立行政法人の補助金を受けているため対象外です（{clause}）。"
        "重複しない事業や経費に分けてください。"
    ),
    refusal_en=(
        "The project already has a subsidy of the state or an independent agency ({clause}). "
        "Separate the project or its costs."
    ),
    topic="exclusions",
)
def duplicates_no_subsidy(duplicates_another_subsidy: Flag) -> Flag:
    return not_(duplicates_another_subsidy)


@criterion(
    "みなし同一法人から重ねて申請していない",
    en="One application of the same corporation",
    clause="公募要領 2-1-2(2)",
    facts="EXC-03 S-27 N-120",
    refusal=(
        "みなし同一法人のほかの法人がすでに申請しています。申請できるのは1者だけです（{clause}）。"
        "どの法人で申請するか決めてください。"
    ),
    refusal_en=(
        "Another firm that counts as the same corporation has applied; only one may ({clause}). "
        "Decide which firm applies."
    ),
    topic="exclusions",
)
def no_other_of_the_corporation_applied(same_corporation_has_applied: Flag) -> Flag:
    return not_(same_corporation_has_applied)


@criterion(
    "国内の所在・事業の要件を満たす",
    en="In Japan",
    clause="公募要領 2-1-1(2)(ア)",
    facts="ELG-07",
    refusal=(
        "日本国内で法人登記（個人は開業）され、日本国内で事業を営むことが必要です（{clause}）。"
        "登記と事業の場所を確かめてください。"
    ),
    refusal_en=(
        "The applicant must be registered in Japan and do business in Japan ({clause}). "
        "Check registration and place of business."
    ),
    until="fy2025",
    named="is_in_japan",
    topic="exclusions",
)
def is_registered_in_japan(is_outside_japan: Flag) -> Flag:
    return not_(is_outside_japan)


@criterion(
    "国内の所在・事業の要件を満たす",
    en="In Japan",
    clause="交付規程 9条1項二",
    facts="ELG-07 S-30",
    refusal=(
        "法人は国内に登記され法人番号が公表され、本社と補助事業の実施場所の両方が国内にあること、"
        "個人は実施場所が国内にあることが必要です（{clause}）。所在地を確かめてください。"
    ),
    refusal_en=(
        "A corporation needs a published corporate number and both head office and project site in Japan, a "
        "person the project site in Japan ({clause}). Check the addresses."
    ),
    since="fy2026",
    named="is_in_japan",
    topic="exclusions",
)
def has_head_office_and_site_in_japan(is_outside_japan: Flag) -> Flag:
    return not_(is_outside_japan)
