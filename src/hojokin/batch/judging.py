"""Judging rows: amount and refusals in one pass, compiled when the file is long enough to repay it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from hojokin.batch.asked import Asked
from hojokin.rules.engine.columns import Column, evaluate_expressions

if TYPE_CHECKING:
    from hojokin.rules.engine.fused import FusedRules

COMPILE_FROM = 2_000_000  # below this many rows NumPy is done before the compiler is
UNREADABLE = "unreadable"


class Judge:
    """The rules of a track over the columns that a file has."""

    def __init__(self, asked: Asked, known: Iterable[str], *, compiled: bool) -> None:
        names = set(known)
        self.asked = asked
        self.given = asked.given(names)
        self._roots = asked.expressions(names)
        self._compiled = compiled

    @cached_property
    def _fused(self) -> FusedRules:
        # Importing the compiler takes seconds, which short files do without.
        from hojokin.rules.engine.fused import fuse_expressions  # noqa: PLC0415

        return fuse_expressions(self._roots, self.given)

    def judged(self, columns: Mapping[str, Column], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Yen granted, and the conditions that fail as a number, bit by condition; both one a row."""
        if not self.given:
            values = {name: np.full(size, root.value) for name, root in self._roots.items()}
        elif self._compiled:
            values = self._fused(columns)
        else:
            values = evaluate_expressions(self._roots, self.given, columns)
        return values["amount"].astype(np.int64, copy=False), values["refused"].astype(np.int64, copy=False)

    def codes(self, refused: NDArray[np.int64], unread: NDArray[np.bool_]) -> pl.Series:
        """The names of the conditions that fail, joined by semicolons."""
        held = pl.Series("refusals", np.where(unread, -1, refused))
        names = {code: self._names_of(code) for code in held.unique()}
        return held.replace_strict(names, return_dtype=pl.String)

    def _names_of(self, code: int) -> str:
        if code < 0:
            return UNREADABLE
        return ";".join(name for place, name in enumerate(self.asked.criteria) if code >> place & 1)
