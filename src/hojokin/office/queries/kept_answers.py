"""Kept answers (同じ入力なら同じ答え): what pure functions of the rules and forms answer is worked out once for each set of inputs.

A case is opened again and again while nothing in it changes, by its parties and by the office. The checks and the estimate
follow from their arguments alone (``rules`` and ``flow`` know no clock and no database), so the same arguments have the same
answer. The reasons: ``docs/decisions/0029-what-every-page-asks-is-written-once.md``.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Any

MOST = 300  # of one function; the least used are forgotten first. Ours: 14 MB for cases as those of the benchmark

_KEPT: list[Any] = []


def forget_all() -> None:
    """As if nothing had been asked yet."""
    for each in _KEPT:
        each.cache_clear()


def kept_by_inputs[Answer](function: Callable[..., Answer]) -> Callable[..., Answer]:
    """The function with its answers kept. Arguments are plain values, as deep as they like; nobody may change an answer."""
    remembered = lru_cache(maxsize=MOST)(lambda inputs: function(*inputs.values))
    _KEPT.append(remembered)

    def asked(*values: object) -> Answer:
        return remembered(_Inputs(values))

    return update_wrapper(asked, function)


class _Inputs:
    """Arguments by their bytes: equal bytes are equal arguments. They are never read back."""

    __slots__ = ("_bytes", "_hash", "values")

    def __init__(self, values: tuple[object, ...]) -> None:
        self.values = values
        self._bytes = pickle.dumps(values, protocol=5)
        self._hash = hash(self._bytes)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Inputs) and self._bytes == other._bytes
