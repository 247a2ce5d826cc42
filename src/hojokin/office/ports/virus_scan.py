"""Virus scan (ウイルス検査). Fails closed: a file that nobody could look at is quarantined, never let through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, Protocol


class Verdict(StrEnum):
    """What the scanner says (検査の結果)."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan: the verdict, and the signature that was found or the reason why nobody looked."""

    verdict: Verdict
    detail: str = ""

    @property
    def quarantined(self) -> bool:
        """Only a clean file may be given to anybody."""
        return self.verdict is not Verdict.CLEAN


class VirusScan(Protocol):
    """A scanner of whole files."""

    def scan(self, stream: BinaryIO) -> Scan:
        """Look at everything from where the stream stands. Never raises for a scanner that is away."""
