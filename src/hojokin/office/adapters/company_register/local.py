"""A company register in a file, one JSON object a line: the invented sample, and HOJOKIN_DATA/register.jsonl over it."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from hojokin.office.ports.company_register import Company
from hojokin.rules.identifiers import corporate_number

SAMPLE = Path(__file__).with_name("sample.jsonl")
_DAYS = ("established", "closed")


class LocalCompanyRegister:
    """Local register (ローカルの法人情報). A line's names are those of Company; days are written 2026-04-01."""

    def find(self, corporate_number: str) -> Company | None:
        """The company with this number, or None."""
        return self._companies().get(_normalised(corporate_number))

    def all(self) -> tuple[Company, ...]:
        """Every company, by number: what a demonstration may choose from."""
        return tuple(sorted(self._companies().values(), key=lambda each: each.corporate_number))

    def _companies(self) -> Mapping[str, Company]:
        own = Path(settings.DATA) / "register.jsonl"
        return {**_current(SAMPLE), **(_current(own) if own.is_file() else {})}


def _normalised(typed: str) -> str:
    return corporate_number(typed).value


def _current(path: Path) -> Mapping[str, Company]:
    state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=4)
def _read(path: Path, _written: int, _size: int) -> Mapping[str, Company]:
    """The companies of a file as it stood then; a changed file is read anew."""
    companies: dict[str, Company] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            company = _company(line, f"{path.name}, line {number}")
            companies[company.corporate_number] = company
    return companies


def _company(line: str, place: str) -> Company:
    try:
        raw: dict[str, Any] = json.loads(line)
        days = {name: date.fromisoformat(raw[name]) for name in _DAYS if raw.get(name)}
        return Company(**{**raw, **days})
    except (ValueError, TypeError) as error:
        raise ValueError(f"{place}: {error}") from error
