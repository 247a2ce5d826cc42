"""Printed limits after the grant decision (交付決定後の数値): read once from data, asked for by block."""

from __future__ import annotations

from functools import cache
from typing import cast

from hojokin.rules.engine.loading import Limits, Numbers, Parameters, parameters_from, read
from hojokin.rules.reference.reading import read_text

FILE = "data/after_grant.yaml"


@cache
def printed() -> Parameters:
    """The checked parameter file. Raises ParameterError listing every fault of it."""
    return parameters_from(read(read_text("hojokin.flow", FILE)), file=FILE)


def limits(block: str) -> Limits:
    """A block of limits, such as ``order_day``. Raises KeyError."""
    return cast("Limits", printed().blocks[block])


def numbers(block: str) -> Numbers:
    """A block of plain numbers, such as ``account``. Raises KeyError."""
    return cast("Numbers", printed().blocks[block])
