"""Bank register (金融機関と支店): the codes that a payment is sent to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Bank:
    """Bank (金融機関): four digits, the name without 銀行, and its reading in katakana."""

    code: str
    name: str
    kana: str


@dataclass(frozen=True, slots=True)
class Branch:
    """Branch (支店): three digits, its name and reading."""

    bank: str
    code: str
    name: str
    kana: str


class BankRegister(Protocol):
    """Looks banks and branches up, by code, name or reading, in any width, kana or case."""

    def bank(self, code: str) -> Bank | None:
        """The bank with this code."""

    def branch(self, bank: str, code: str) -> Branch | None:
        """The branch with this code, of the bank with that one."""

    def search(self, text: str, limit: int) -> tuple[Bank, ...]:
        """Banks whose code, name or reading holds the text; those that begin with it first."""

    def branches(self, bank: str, text: str, limit: int) -> tuple[Branch, ...]:
        """Branches of one bank, found in the same way; all of them for an empty text."""
