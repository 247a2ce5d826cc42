"""Size in a track that is open to large firms (電子取引類型): it decides the rate, not whether one may apply.

A deemed-large applicant is not shut out here, it counts as a business that is not an SME. Only that reading is inferred
(ELG-11b), so the caution that it was used carries the mark, not the size of every applicant.
"""

from __future__ import annotations

from hojokin.rules.engine.exact import Choice, Flag, all_of, not_, where
from hojokin.rules.engine.rulebook import caution, rule
from hojokin.rules.shared.size import StatedSize


@rule(
    "中小企業・小規模事業者等である",
    en="Small or medium enterprise",
    clause="交付規程 別紙1",
    facts="ELG-01 ELG-02 ELG-03 ELG-10 D-18",
    topic="size",
)
def is_sme(stated_size: Choice, sme_by_lines: Flag, deemed_large: Flag) -> Flag:
    by_size = where(stated_size == StatedSize.NOT_STATED, sme_by_lines, stated_size != StatedSize.LARGE)
    return all_of(by_size, not_(deemed_large))


@rule(
    "小規模事業者である",
    en="Micro-enterprise",
    clause="交付規程 別紙1",
    facts="ELG-05 ELG-06 D-18",
    topic="size",
)
def is_small(stated_size: Choice, small_by_lines: Flag, deemed_large: Flag) -> Flag:
    by_size = where(stated_size == StatedSize.NOT_STATED, small_by_lines, stated_size == StatedSize.SMALL)
    return all_of(by_size, not_(deemed_large))


@caution(
    "みなし大企業は中小企業に数えない",
    en="Deemed large, so not an SME",
    clause="交付規程 別紙1",
    facts="ELG-11b EXC-01 D-18",
    message=(
        "みなし大企業にあたるため、中小企業等ではない事業者として補助率と賃上げの目標を決めます（{clause}）。"
        "出資と役員の構成を確かめてください。"
    ),
    message_en=(
        "The applicant is deemed large, so rate and wage target are those of a business that is not an SME "
        "({clause}). Check shares and officers."
    ),
    topic="ownership",
)
def deemed_large_is_no_sme(deemed_large: Flag) -> Flag:
    return deemed_large
