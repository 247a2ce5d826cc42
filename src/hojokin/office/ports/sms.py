"""SMS (ショートメッセージ): one short text to one mobile number."""

from __future__ import annotations

from typing import Protocol


class Sms(Protocol):
    """Sends short messages."""

    def send(self, number: str, text: str, *, key: str = "") -> None:
        """Send it; the key, the same at each try, lets the gateway drop a second copy.

        Raises Refused (no mobile number, or the gateway says no) or Unavailable (try again later).
        """
