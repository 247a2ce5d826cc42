"""Code of a self-check (自己診断の符号): all answers in nineteen characters, and the id of a result of a day.

``1 13 2 20100020100 0a1 3``, without the spaces: version, trade, size, one digit for each of the eleven processes,
the weaknesses as bits, effect. Zero is a question left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from hojokin.flow.self_check import PAINLESS, Answers
from hojokin.flow.self_check_questions import Questions, questions
from hojokin.rules.reference.processes import process_industries

SHAPE = re.compile(
    r"(?P<version>\d)(?P<industry>\d\d)(?P<size>\d)(?P<pains>\d{11})(?P<weaknesses>[0-9a-f]{3})(?P<effect>\d)"
)
HEX = 16
ID_LENGTH = 12


def code_of(answers: Answers) -> str:
    """The code of some answers."""
    asked = questions()
    trades = [each.prefix for each in process_industries()]
    levels = list(asked.pains)
    pains = "".join(str(levels.index(answers.pains.get(each, PAINLESS))) for each in asked.processes)
    bits = sum(1 << place for place, each in enumerate(asked.weaknesses) if each in answers.weaknesses)
    return (
        f"{asked.version}{_place(trades, answers.industry):02d}{_place(list(asked.sizes), answers.size)}"
        f"{pains}{bits:03x}{_place(list(asked.effects), answers.effect)}"
    )


def answers_in(code: str) -> Answers | None:
    """The answers that a code holds; None when it is none of this version."""
    asked = questions()
    found = SHAPE.fullmatch(code) if code.isascii() else None
    if found is None or int(found["version"]) != asked.version:
        return None
    trades = [each.prefix for each in process_industries()]
    chosen = [
        _chosen(trades, int(found["industry"])),
        _chosen(list(asked.sizes), int(found["size"])),
        _chosen(list(asked.effects), int(found["effect"])),
    ]
    pains = _pains(found["pains"], asked)
    bits = int(found["weaknesses"], HEX)
    if None in chosen or pains is None or bits >> len(asked.weaknesses):
        return None
    industry, size, effect = (each or "" for each in chosen)
    weaknesses = frozenset(each for place, each in enumerate(asked.weaknesses) if bits >> place & 1)
    return Answers(industry, size, pains, weaknesses, effect)


def result_id(answers: Answers, on: date) -> str:
    """The id of a result: the day it was made and a hash of the answers, which anyone can make again."""
    digest = sha256(f"{code_of(answers)} {on.isoformat()}".encode()).hexdigest()
    return f"SC-{on:%Y%m%d}-{digest[:ID_LENGTH]}"


def _pains(digits: str, asked: Questions) -> dict[str, str] | None:
    levels = list(asked.pains)
    if any(int(each) >= len(levels) for each in digits):
        return None
    told = {code: levels[int(digit)] for code, digit in zip(asked.processes, digits, strict=True)}
    return {code: level for code, level in told.items() if level != PAINLESS}


def _place(among: Sequence[str], code: str) -> int:
    return among.index(code) + 1 if code else 0


def _chosen(among: Sequence[str], place: int) -> str | None:
    """The choice at a place that counts from 1; empty at 0, None beyond the last."""
    if place > len(among):
        return None
    return among[place - 1] if place else ""
