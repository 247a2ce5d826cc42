"""Limits of a grant application (交付申請の数値): read once from data, asked for by block."""

from __future__ import annotations

from functools import cache
from typing import cast

from hojokin.rules.engine.loading import Block, Limits, Parameters, parameters_from, read
from hojokin.rules.reference.reading import read_text

FILE = "data/application.yaml"


@cache
def printed() -> Parameters:
    """The checked file. Raises ParameterError listing every fault of it."""
    return parameters_from(read(read_text("hojokin.flow", FILE)), file=FILE)


def block(name: str) -> Block:
    """A block of settings, such as ``mobile_number``. Raises KeyError."""
    return printed().blocks[name]


def limits(name: str) -> Limits:
    """A block of limits, such as ``thousand_yen_slip``. Raises KeyError."""
    return cast("Limits", printed().blocks[name])
