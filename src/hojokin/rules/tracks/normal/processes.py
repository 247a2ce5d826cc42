"""Processes of the software (プロセスの種類): which band they open, and what needs a second look."""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Flag, Yen, all_of, not_
from hojokin.rules.engine.loading import Limits
from hojokin.rules.engine.rulebook import caution, criterion, rule


@rule(
    "上の補助額の帯に必要な種類のプロセスを持つ",
    en="Enough kinds for the wide band",
    clause="交付規程 別表",
    facts="N-02 N-36 N-38 T-02",
)
def has_wide_band_kinds(process_kinds: Count, process_kinds_needed: Limits) -> Flag:
    return process_kinds_needed.wide.admits(process_kinds)


@criterion(
    "業務プロセスを持つ",
    en="Has a business process",
    clause="公募要領 2-2(3)(ア)",
    facts="N-30 N-31 N-32 N-33 N-34 N-35 N-36 N-38 N-39 T-02 T-03",
    refusal="共P-01～各業種P-06のプロセスが{core_process_kinds}種類です。"
    "{process_kinds_needed.core.lowest}種類以上必要で、汎P-07だけでは申請できません（{clause}）。"
    "業務プロセスを持つソフトウェアを選んでください。",
    refusal_en="The software has {core_process_kinds} kinds among P-01 to P-06; at least "
    "{process_kinds_needed.core.lowest} is needed, and P-07 alone is not enough ({clause}). "
    "Choose software with a business process.",
)
def has_core_process(core_process_kinds: Count, process_kinds_needed: Limits) -> Flag:
    return process_kinds_needed.core.admits(core_process_kinds)


@caution(
    "プロセスの種類による上限",
    en="Held at the narrow band",
    clause="交付規程 別表",
    facts="N-10",
    message="補助率を乗じた額は{share_of_cost:,}円ですが、プロセスが{process_kinds_needed.wide.lowest}種類に"
    "満たないため{ceiling:,}円にとどまります（{clause}。1円単位の扱いは公式資料で未確認）。",
    message_en="Cost times rate gives {share_of_cost:,} yen, but with fewer than "
    "{process_kinds_needed.wide.lowest} kinds of processes the amount stays at {ceiling:,} yen "
    "({clause}; the exact yen is not confirmed officially).",
)
def is_held_at_narrow_band(
    share_of_cost: Yen,
    ceiling: Yen,
    requested_amount: Yen,
    has_wide_band_kinds: Flag,
    process_kinds_needed: Limits,
) -> Flag:
    return all_of(not_(has_wide_band_kinds), share_of_cost > ceiling, requested_amount >= ceiling)


@caution(
    "種類は足りるが下の帯の額",
    en="Enough kinds, narrow amount",
    clause="交付規程 別表",
    facts="N-08 N-11 NI.C-02",
    message="プロセスは{process_kinds_needed.wide.lowest}種類以上ですが、申請額{applied_amount:,}円は"
    "{amount_bands.wide.lowest:,}円に満たないため、下の帯の申請として扱います"
    "（{clause}。計算額が満たない場合の扱いは規定からの推定）。",
    message_en="There are {process_kinds_needed.wide.lowest} kinds of processes or more, but "
    "{applied_amount:,} yen are less than {amount_bands.wide.lowest:,} yen, so the application falls into "
    "the narrow band "
    "({clause}; inferred from the text where the computed amount falls short).",
)
def has_kinds_beyond_its_band(
    has_wide_band_kinds: Flag, applied_amount: Yen, amount_bands: Limits, process_kinds_needed: Limits
) -> Flag:
    return all_of(has_wide_band_kinds, applied_amount < amount_bands.wide.lowest)


@caution(
    "複数のソフトウェアにまたがる種類",
    en="Kinds spread over several software",
    clause="公募要領 2-2(3)(ア)",
    facts="N-40",
    message="必要な{process_kinds_needed.wide.lowest}種類のプロセスを複数のソフトウェアで満たしています"
    "（1つのソフトウェアでは最大{kinds_in_one_software}種類。{clause}）。"
    "合わせて数える扱いは公式資料で未確認です。事務局に確かめてください。",
    message_en="The {process_kinds_needed.wide.lowest} kinds of processes needed come from several software "
    "(at most {kinds_in_one_software} in one; {clause}). That they add up is not confirmed officially; "
    "ask the secretariat.",
)
def kinds_come_from_several_software(
    applied_amount: Yen, amount_bands: Limits, kinds_in_one_software: Count, process_kinds_needed: Limits
) -> Flag:
    one_is_enough = process_kinds_needed.wide.admits(kinds_in_one_software)
    return all_of(amount_bands.wide.admits(applied_amount), not_(one_is_enough))


@caution(
    "複数の業種のP-06",
    en="P-06 of several industries",
    clause="公募要領 2-2(3)(ア)",
    facts="N-37 N-42",
    message="各業種P-06が{process_industries}業種ありますが、プロセスの種類としては1つと数えました"
    "（{clause}。公式資料で未確認）。事務局に確かめてください。",
    message_en="The P-06 processes belong to {process_industries} industries; they were counted as one kind "
    "({clause}; not confirmed officially). Ask the secretariat.",
)
def has_several_process_industries(process_industries: Count) -> Flag:
    return process_industries > 1
