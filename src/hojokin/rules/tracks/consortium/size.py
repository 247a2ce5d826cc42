"""Size of a group's member (構成員の規模): a deemed-large member is no SME, the representative included."""

from __future__ import annotations

from hojokin.rules.engine.exact import Choice, Flag, all_of, not_, where
from hojokin.rules.engine.rulebook import rule
from hojokin.rules.shared.size import StatedSize


@rule(
    "中小企業・小規模事業者等である",
    en="Small or medium enterprise",
    clause="交付規程 別紙1",
    facts="ELG-01 ELG-02 ELG-03 EXC-01",
    topic="size",
)
def is_sme(stated_size: Choice, sme_by_lines: Flag, deemed_large: Flag) -> Flag:
    by_size = where(stated_size == StatedSize.NOT_STATED, sme_by_lines, stated_size != StatedSize.LARGE)
    return all_of(by_size, not_(deemed_large))


@rule(
    "小規模事業者である",
    en="Micro-enterprise",
    clause="交付規程 別紙1",
    facts="ELG-05 ELG-06 EXC-01",
    topic="size",
)
def is_small(stated_size: Choice, small_by_lines: Flag, deemed_large: Flag) -> Flag:
    by_size = where(stated_size == StatedSize.NOT_STATED, small_by_lines, stated_size == StatedSize.SMALL)
    return all_of(by_size, not_(deemed_large))
