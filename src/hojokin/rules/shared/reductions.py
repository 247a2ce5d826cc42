"""Reductions (減点項目): earlier grants, parallel applications, shared processes, missed targets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from hojokin.rules.engine.exact import Count, Flag, all_of, any_of, count_true
from hojokin.rules.engine.facts import flag, number
from hojokin.rules.engine.rulebook import Rulebook, caution, rule
from hojokin.rules.question import PastGrant
from hojokin.rules.shared.edition_tables import known_track

PROCESSES_HIGHEST = 1000

holds_reducing_grant = flag(
    "減点の対象となる過去の交付決定がある",
    "Has an earlier grant that reduces the score",
    default=False,
    document=("過去の交付決定通知書", "Earlier notices of grant decision"),
)
applied_in_reducing_track = flag(
    "減点の対象となる枠に同じ年度に申請したか交付決定を受けた",
    "Applied or granted this year in a track that reduces the score",
    default=False,
)
tool_has_same_function = flag(
    "その際のITツールと機能が同じである",
    "The tool has the same function as that one",
    default=False,
    help=("会計・受発注・決済などの機能です。", "Accounting, ordering, payment and the like."),
)
processes = number(
    "申請するプロセスの種類の数", "Kinds of processes applied for", highest=PROCESSES_HIGHEST, default=0
)
shared_processes = number(
    "過去の交付決定と重なるプロセスの種類の数",
    "Kinds of processes shared with an earlier grant",
    highest=PROCESSES_HIGHEST,
    default=0,
    document=("ITツール検索の登録内容", "Registered tool data"),
)
missed_own_wage_bonus = flag(
    "2024年度以降のこの補助金の賃上げ加点が未達である",
    "Missed the wage bonus of this subsidy, 2024 or later",
    default=False,
)
missed_other_wage_bonus = flag(
    "中小企業庁のほかの補助金の賃上げ加点が未達である",
    "Missed the wage bonus of another subsidy of the SME Agency",
    default=False,
    help=(
        "ものづくり・持続化・事業承継・Go-Tech・再構築・省力化投資などの補助金です。",
        "Such as manufacturing, sustainability, succession, Go-Tech, restructuring, labour saving.",
    ),
)


@caution(
    "過去の交付決定による減点",
    en="Reduced for an earlier grant",
    clause="公募要領 減点項目",
    facts="RED-01 RED-06 RED-07 N-123",
    message=(
        "過去の年度の交付決定があるため減点されます（{clause}）。"
        "別の業務を改善する計画であることを示してください。"
    ),
    message_en=(
        "An earlier year's grant reduces the score ({clause}). Show that the plan improves other work "
        "than before."
    ),
)
def reduced_for_earlier_grant(holds_reducing_grant: Flag) -> Flag:
    return holds_reducing_grant


@caution(
    "同じ年度のほかの枠による減点",
    en="Reduced for another track this year",
    clause="公募要領 減点項目",
    facts="RED-02 RED-06 RED-07",
    message=(
        "同じ年度にほかの枠へ申請したか交付決定を受けたため減点されます（{clause}）。"
        "どちらの枠に絞るか検討してください。"
    ),
    message_en=(
        "An application or grant in another track of this year reduces the score ({clause}). Consider "
        "keeping one."
    ),
)
def reduced_for_parallel_track(applied_in_reducing_track: Flag) -> Flag:
    return applied_in_reducing_track


@caution(
    "同じ機能のITツールによるさらなる減点",
    en="Further reduced for the same function",
    clause="公募要領 減点項目",
    facts="RED-02 RED-07",
    message=(
        "過去やほかの枠のITツールと機能が同じため、さらに減点されます（{clause}）。"
        "機能の異なるツールを検討してください。"
    ),
    message_en=(
        "The tool has the same function as that of the earlier grant or other track, which reduces the "
        "score further "
        "({clause}). Consider a tool with other functions."
    ),
)
def reduced_for_same_function(
    holds_reducing_grant: Flag, applied_in_reducing_track: Flag, tool_has_same_function: Flag
) -> Flag:
    return all_of(any_of(holds_reducing_grant, applied_in_reducing_track), tool_has_same_function)


@caution(
    "プロセスの重なりによる減点",
    en="Reduced for shared processes",
    clause="公募要領 減点項目",
    facts="RED-03 RED-06 RED-07 REP-09 N-122",
    message=(
        "申請するプロセス{processes}種類のうち{shared_processes}種類が過去の交付決定と重なるため減点されます（{clause}）。"
        "重ならないプロセスのツールを検討してください。"
    ),
    message_en=(
        "{shared_processes} of the {processes} kinds of processes were already granted, which reduces the "
        "score "
        "({clause}). Consider tools with other processes."
    ),
)
def reduced_for_shared_processes(shared_processes: Count, processes: Count) -> Flag:
    return all_of(shared_processes > 0, shared_processes < processes)


@caution(
    "この補助金の賃上げ加点の未達による減点",
    en="Reduced for a missed wage bonus",
    clause="公募要領 減点項目",
    facts="RED-04 RED-06 RED-07 RED-08 S-64 WBON-08",
    message=(
        "この補助金で受けた賃上げの加点が未達のため大きく減点されます（{clause}）。"
        "正当な理由があれば事務局に申し出てください。"
    ),
    message_en=(
        "The wage bonus taken in this subsidy was missed, which reduces the score heavily ({clause}). "
        "Tell the secretariat of a justified reason."
    ),
)
def reduced_for_own_wage_bonus(missed_own_wage_bonus: Flag) -> Flag:
    return missed_own_wage_bonus


@caution(
    "ほかの補助金の賃上げ加点の未達による減点",
    en="Reduced for a wage bonus missed elsewhere",
    clause="公募要領 減点項目",
    facts="RED-05 RED-06 RED-07 RED-08 S-64 WBON-08",
    message=(
        "中小企業庁のほかの補助金で受けた賃上げの加点が未達のため減点されます（{clause}）。"
        "正当な理由があればその補助金の事務局に申し出てください。"
    ),
    message_en=(
        "The wage bonus of another subsidy of the SME Agency was missed, which reduces the score ({clause}). "
        "Tell the office of that subsidy of a justified reason."
    ),
)
def reduced_for_other_wage_bonus(missed_other_wage_bonus: Flag) -> Flag:
    return missed_other_wage_bonus


@rule(
    "過去の交付決定やほかの枠による減点の項目数",
    en="Reductions for earlier grants and other tracks",
    clause="公募要領 減点項目",
    facts="RED-01 RED-02 RED-03 RED-06 RED-07",
)
def reductions_for_history(
    reduced_for_earlier_grant: Flag,
    reduced_for_parallel_track: Flag,
    reduced_for_same_function: Flag,
    reduced_for_shared_processes: Flag,
) -> Count:
    return count_true(
        reduced_for_earlier_grant,
        reduced_for_parallel_track,
        reduced_for_same_function,
        reduced_for_shared_processes,
    )


@rule("減点の項目数", en="Reductions", clause="公募要領 減点項目", facts="RED-04 RED-05 RED-08")
def reduction_count(
    reductions_for_history: Count, reduced_for_own_wage_bonus: Flag, reduced_for_other_wage_bonus: Flag
) -> Count:
    return reductions_for_history + count_true(reduced_for_own_wage_bonus, reduced_for_other_wage_bonus)


def reduction_facts(
    book: Rulebook,
    track: str,
    past_grants: Sequence[PastGrant] = (),
    *,
    parallel: Collection[str] = (),
    processes: Iterable[str] = (),
) -> dict[str, int | bool]:
    """What earlier grants, other tracks of this year and processes say in the words of the reduction rules.

    ``parallel`` are the codes of tracks applied for or granted this year, ``processes`` codes such as
    ``P-01``. A track without the item in its guidelines gives no fact. Raises UnknownCodeError for a track.
    """
    own = known_track(track)
    blocks = book.parameters.blocks
    listed = blocks["reducing_grants"].values[own]
    years = blocks["overlap_years"].values[own]
    wanted = {code.partition(":")[0] for code in processes}
    earlier = {
        code.partition(":")[0]
        for grant in past_grants
        if grant.year in _members(years)
        for code in grant.processes
    }
    return {
        "holds_reducing_grant": any(_is_listed(grant, _members(listed)) for grant in past_grants),
        "applied_in_reducing_track": not set(parallel).isdisjoint(
            _members(blocks["reducing_tracks"].values[own])
        ),
        "processes": len(wanted),
        "shared_processes": len(wanted & earlier),
    }


def _is_listed(grant: PastGrant, listed: Collection[object]) -> bool:
    """Listed like ``2024 normal``, or ``2022 any`` for every track of a year."""
    return f"{grant.year} {grant.track}" in listed or f"{grant.year} any" in listed


def _members(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()
