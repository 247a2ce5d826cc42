"""What may go wrong outside: an error that carries the sentence for the person and whether trying again helps."""

from __future__ import annotations

from hojokin.rules.engine.facts import Text


class OutsideError(Exception):
    """The world outside said no (外部との通信の失敗)."""

    temporary = False

    def __init__(self, text: Text, detail: str = "") -> None:
        super().__init__(f"{text.en} {detail}".rstrip())
        self.text = text
        self.detail = detail


class Unavailable(OutsideError):
    """Nobody answered (一時的に利用できない): the same request may succeed later."""

    temporary = True


class Refused(OutsideError):
    """It was understood and refused (受け付けられない): trying again without a change is useless."""
