"""Limits and words of registrations (登録の数値と言葉): read once from data, asked for by block."""

from __future__ import annotations

from functools import cache
from typing import cast

from hojokin.rules.engine.exact import Limit
from hojokin.rules.engine.loading import Limits, Parameters, parameters_from, read
from hojokin.rules.reference.reading import read_text

FILE = "data/registration.yaml"


@cache
def printed() -> Parameters:
    """The checked parameter file. Raises ParameterError listing every fault of it."""
    return parameters_from(read(read_text("hojokin.flow", FILE)), file=FILE)


def limit(block: str, name: str) -> Limit:
    """One limit, such as ``limit("sales_record", "tools")``. Raises KeyError."""
    return cast("Limit", cast("Limits", printed().blocks[block]).values[name])


def words(block: str, name: str) -> tuple[str, ...]:
    """One list of words or codes, such as ``words("first_tool", "categories")``. Raises KeyError."""
    return cast("tuple[str, ...]", printed().blocks[block].values[name])
