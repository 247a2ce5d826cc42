"""Random applicants: one column an input of a track, in the widths that a careful exporter chooses or in 64 bits."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hojokin.batch.asked import Asked, asked_of
from hojokin.rules.engine.facts import Input

TRACKS = ("normal", "invoice", "electronic_transaction", "security", "consortium")
ASKED_IN_FULL = ("amount", "size")  # ownership is a topic of its own; nobody is deemed large here
NO_REQUEST = 2_000_000_000  # more than any ceiling, and still of 32 bits
DEAREST = 6_000_000


def asked(track: str) -> tuple[Asked, tuple[Input, ...]]:
    """What a track asks of every applicant, without topics that only some answer."""
    made = asked_of(track)
    return made, tuple(
        each for each in made.inputs if each.topic in ASKED_IN_FULL and not each.name.startswith("first_")
    )


def columns(
    given: tuple[Input, ...], rows: int, *, seed: int = 1, wide: bool = False
) -> dict[str, NDArray[Any]]:
    """Applicants of all kinds: most may be granted something, every condition fails for some."""
    chance = np.random.default_rng(seed)
    made = {each.name: _column(each, rows, chance) for each in given}
    if "accounts_contracted" in made:  # the accounts of SMEs are among the contracted ones, but for a few
        made["accounts_for_sme"] = np.minimum(made["accounts_for_sme"], made["accounts_contracted"] + 1)
    narrowest = {each.name: np.int64 if wide else _narrowest(each) for each in given if each.kind != "flag"}
    return {
        name: np.ascontiguousarray(column.astype(narrowest.get(name, np.bool_)))
        for name, column in made.items()
    }


def _narrowest(each: Input) -> type[Any]:
    """Yen beyond 32 bits do not occur here, as they do not in the programme's files."""
    return np.int8 if each.highest < 2**7 else np.int16 if each.highest < 2**15 else np.int32


def _column(each: Input, rows: int, chance: np.random.Generator) -> NDArray[Any]:
    if each.kind == "flag":
        return chance.random(rows) < (0.9 if each.default is not False else 0.1)
    if each.name == "requested_amount":
        some = chance.integers(1, DEAREST, rows)
        return np.where(chance.random(rows) < 0.8, NO_REQUEST, some)
    if each.kind == "yen":
        highest = 400_000_000 if each.name.startswith("capital") else DEAREST
        return np.where(chance.random(rows) < 0.3, 0, chance.integers(0, highest, rows))
    highest = min(each.highest, _COUNTS.get(each.name, 3 if each.name.endswith("items") else 400))
    rare = each.name.startswith("members_")
    made = chance.integers(max(each.lowest, 0), highest + 1, rows)
    return np.where(chance.random(rows) < 0.97, 0, made) if rare else made


_COUNTS = {"members": 40, "analysis_members": 40}
