"""Timeline (時の流れ): many lives told side by side, so that the record of the office is in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

from django.db import transaction

# Something that lives through moments: it names the next one, and acts when that has come.
type Life = Iterator[datetime]


class Timeline:
    """Lets every life act at its moments, in the order of time, up to an end (時の流れ)."""

    def __init__(self, until: datetime) -> None:
        self._until = until
        self._waiting: list[tuple[datetime, int, Life]] = []
        self._turn = count()

    def add(self, life: Life) -> None:
        """Let a life wait for its first moment."""
        self._wait(life)

    def run(self, pause: Callable[[], None] = lambda: None) -> None:
        """Let all of them act until nobody has a moment left before the end: each moment as one transaction.

        ``pause`` is called between two of them, so that others come to write as well.
        """
        while self._waiting:
            _moment, _turn, life = heapq.heappop(self._waiting)
            with transaction.atomic():
                self._wait(life)
            pause()

    def _wait(self, life: Life) -> None:
        moment = next(life, None)
        if moment is not None and moment <= self._until:
            heapq.heappush(self._waiting, (moment, next(self._turn), life))
