"""Senders that remember what left, and fail as often as they are told to."""

from __future__ import annotations

from typing import Any, ClassVar

from hojokin.office.ports.outside import Refused, Unavailable
from hojokin.rules.engine.facts import Text

AWAY = Unavailable(Text("応答がありません。", "Nobody answers."))
BAD = Refused(Text("宛先が正しくありません。", "A bad address."))


class Sender:
    """Stands for the mail server and for the gateway of short messages."""

    sent: ClassVar[list[tuple[str, str]]] = []  # address and key
    failures: ClassVar[list[Exception]] = []  # raised one by one before anything is sent

    @classmethod
    def reset(cls, *failures: Exception) -> None:
        """Forget everything, and fail like this at first."""
        cls.sent.clear()
        cls.failures[:] = failures

    def send(self, to: str, *_: Any, key: str = "") -> None:
        """Send it, or fail."""
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append((to, key))
