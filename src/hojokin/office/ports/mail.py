"""Mail (メール): one plain text to one address, with files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Attachment:
    """File sent along (添付)."""

    name: str
    media_type: str
    content: bytes


class Mail(Protocol):
    """Sends mail."""

    def send(
        self, to: str, subject: str, text: str, attachments: Sequence[Attachment] = (), *, key: str = ""
    ) -> None:
        """Send it; the key, the same at each try, becomes the Message-ID, so that a second copy is seen as one.

        Raises Refused (a bad address or subject) or Unavailable (try again later).
        """
