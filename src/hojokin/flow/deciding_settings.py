"""Settings of scoring and decision (採点と決定の設定): read once from data, asked for by block."""

from __future__ import annotations

from functools import cache
from typing import cast

from hojokin.rules.engine.loading import Numbers, Parameters, Switches, parameters_from, read
from hojokin.rules.reference.reading import read_text

FILE = "data/deciding.yaml"


@cache
def printed() -> Parameters:
    """The checked file. Raises ParameterError listing every fault of it."""
    return parameters_from(read(read_text("hojokin.flow", FILE)), file=FILE)


def numbers(block: str) -> Numbers:
    """A block of plain numbers, such as ``scoring``. Raises KeyError."""
    return cast("Numbers", printed().blocks[block])


def switches(block: str) -> Switches:
    """A block of yes-or-no settings, such as ``reasons_are_told``. Raises KeyError."""
    return cast("Switches", printed().blocks[block])


def tells_reasons(edition: str) -> bool:
    """Whether an edition tells applicants why they were not granted (W-64); one that says nothing tells."""
    told = switches("reasons_are_told").values
    return bool(told.get(edition, told["usual"]))
