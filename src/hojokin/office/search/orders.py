"""Orders (並べ替え): the ways a list can be sorted, each one total, so that pages never overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hojokin.office.search.document import ToolDocument

type Array = NDArray[Any]
type Key = tuple[int | str, ...]


class Sort(StrEnum):
    """How a list is sorted (並べ替え)."""

    RELEVANCE = "relevance"
    PRICE = "price"  # the cheapest first
    PRICE_DOWN = "price_down"
    NAME = "name"
    NEWEST = "newest"
    CUSTOMERS = "customers"


FIRST_LOOK = 4096


def build_orders(documents: Sequence[ToolDocument]) -> dict[str, Array]:
    """The arrays that Orders reads; the documents come in their own order, most customers first."""
    names = [each.sort_name() for each in documents]
    encoded = [name.encode() for name in names]
    begins = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(each) for each in encoded], out=begins[1:])
    made: dict[str, Array] = {
        "keys": np.array([each.key for each in documents], np.int64),
        "customers": np.array([each.customers for each in documents], np.int64),
        "prices": np.array([each.price for each in documents], np.int64),
        "registered": np.array([each.registered for each in documents], np.int64),
        "names": np.frombuffer(b"".join(encoded) or b"\0", np.uint8),
        "name_begins": begins,
    }
    # A stable sort leaves equal ones in the documents' own order.
    orders = {
        Sort.PRICE: np.argsort(made["prices"], kind="stable"),
        Sort.PRICE_DOWN: np.argsort(-made["prices"], kind="stable"),
        Sort.NEWEST: np.argsort(-made["registered"], kind="stable"),
        Sort.NAME: np.array(sorted(range(len(names)), key=names.__getitem__), np.int64),
    }
    for sort, order in orders.items():
        ranks = np.empty(len(order), np.uint32)
        ranks[order] = np.arange(len(order), dtype=np.uint32)
        made[f"order_{sort}"] = order.astype(np.uint32)
        made[f"rank_{sort}"] = ranks
    return made


class Orders:
    """Reader of the arrays."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays
        self.keys = arrays["keys"]

    def first(self, chosen: NDArray[np.uint8], sort: Sort, wanted: int) -> Array:
        """The first documents in a sort; ``chosen`` has one byte a document."""
        if sort in (Sort.RELEVANCE, Sort.CUSTOMERS):
            return _walked(chosen, None, wanted)
        return _walked(chosen, self._arrays[f"order_{sort}"], wanted)

    def sorted(self, ids: Array, sort: Sort, wanted: int) -> Array:
        """The first of some documents in a sort; ``ids`` ascend."""
        if sort in (Sort.RELEVANCE, Sort.CUSTOMERS):
            return ids[:wanted]
        ranks = self._arrays[f"rank_{sort}"][ids]
        return ids[np.argsort(ranks)[:wanted]]

    def key(self, place: int, sort: Sort) -> Key:
        """What a document is compared by with those of another part of the index."""
        arrays = self._arrays
        usual = (-int(arrays["customers"][place]), int(arrays["keys"][place]))
        match sort:
            case Sort.PRICE:
                return (int(arrays["prices"][place]), *usual)
            case Sort.PRICE_DOWN:
                return (-int(arrays["prices"][place]), *usual)
            case Sort.NEWEST:
                return (-int(arrays["registered"][place]), *usual)
            case Sort.NAME:
                low, high = arrays["name_begins"][place : place + 2].tolist()
                return (bytes(arrays["names"][low:high]).decode(), *usual)
            case _:
                return usual


def _walked(chosen: NDArray[np.uint8], order: Array | None, wanted: int) -> Array:
    """The first of the chosen along an order, looking at ever larger parts of it."""
    found: list[Array] = []
    start, step, missing = 0, max(FIRST_LOOK, wanted), wanted
    while start < len(chosen) and missing > 0:
        if order is None:
            part = np.flatnonzero(chosen[start : start + step]) + start
        else:
            places = order[start : start + step]
            part = places[chosen[places] != 0]
        found.append(part[:missing])
        missing -= len(found[-1])
        start, step = start + step, step * 4
    return np.concatenate(found) if found else np.zeros(0, np.int64)
