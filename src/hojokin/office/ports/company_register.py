"""Company register (法人情報): what the state publishes about a corporate number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Company:
    """Company (法人) as registered. What the register does not say is empty or None."""

    corporate_number: str
    name: str
    kana: str = ""
    postal_code: str = ""
    address: str = ""
    representative: str = ""
    established: date | None = None
    capital: int | None = None
    employees: int | None = None
    business: str = ""
    closed: date | None = None


class CompanyRegister(Protocol):
    """Looks companies up."""

    def find(self, corporate_number: str) -> Company | None:
        """The company with this number (13 digits), or None. Raises Unavailable."""
