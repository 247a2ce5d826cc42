"""Processes of earlier grants (過年度に導入したプロセス): the same set again is refused, an overlap loses points."""

from __future__ import annotations

from collections.abc import Iterable

from hojokin.rules.engine.exact import Flag, all_of, not_
from hojokin.rules.engine.facts import flag
from hojokin.rules.engine.rulebook import Rulebook, caution, criterion
from hojokin.rules.question import CostCategory, Question
from hojokin.rules.shared.gathering import NOTHING
from hojokin.rules.track import Gathered

TOPIC = "earlier_processes"

repeats_all_processes = flag(
    "過去の交付決定とプロセスがすべて同じである",
    "All processes are those of an earlier grant",
    default=False,
    topic=TOPIC,
)
repeats_some_process = flag(
    "過去の交付決定と同じプロセスがある",
    "Shares a process with an earlier grant",
    default=False,
    topic=TOPIC,
)


@criterion(
    "過去の交付決定とプロセスがすべて同じではない",
    en="Not all processes are those of an earlier grant",
    clause="公募要領 3-3(2)②",
    facts="REP-09 N-122",
    refusal=(
        "過去の交付決定で導入したソフトウェアとプロセスがすべて同じため、不採択になります（{clause}）。"
        "異なるプロセスを持つソフトウェアを選んでください。"
    ),
    refusal_en=(
        "All processes are those of software granted earlier; such an application is rejected ({clause}). "
        "Choose software with another process."
    ),
    topic=TOPIC,
)
def brings_a_new_process(repeats_all_processes: Flag) -> Flag:
    return not_(repeats_all_processes)


@caution(
    "過去の交付決定と一部のプロセスが同じ",
    en="Some processes are those of an earlier grant",
    clause="公募要領 3-3(2)②",
    facts="REP-09 N-122 RED-03",
    message="過去の交付決定で導入したソフトウェアと同じプロセスがあるため、審査で減点されます（{clause}）。",
    message_en="Some processes are those of software granted earlier; points are deducted ({clause}).",
    topic=TOPIC,
)
def overlap_loses_points(repeats_some_process: Flag, repeats_all_processes: Flag) -> Flag:
    return all_of(repeats_some_process, not_(repeats_all_processes))


def earlier_processes(question: Question, book: Rulebook) -> Gathered:
    """Compare the software's processes with each grant of the listed years; open while a grant lacks its own."""
    if "past_grants" not in question.applicant.model_fields_set:
        return NOTHING
    block = book.parameters.blocks["compared_grants"]
    compared = [grant for grant in question.applicant.past_grants if grant.year in block.years]
    new = [
        code for cost in question.costs if cost.category is CostCategory.SOFTWARE for code in cost.processes
    ]
    facts: dict[str, int | bool] = {
        "repeats_all_processes": any(same_processes(grant.processes, new) for grant in compared),
        "repeats_some_process": any(_shared(code, new) for grant in compared for code in grant.processes),
    }
    answered = facts["repeats_all_processes"] or all(grant.processes for grant in compared)
    return Gathered(facts, frozenset({TOPIC} if answered else ()))


def same_processes(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two lists name the same processes; P-06 of two stated industries are two, of an unstated one the same."""
    first, second = list(one), list(other)
    return (
        bool(first)
        and all(_shared(code, second) for code in first)
        and all(_shared(code, first) for code in second)
    )


def _shared(code: str, others: Iterable[str]) -> bool:
    kind, _, industry = code.partition(":")
    for other in others:
        other_kind, _, other_industry = other.partition(":")
        if kind == other_kind and (industry == other_industry or not industry or not other_industry):
            return True
    return False
