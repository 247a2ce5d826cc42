"""Banks and branches as zengin-code publishes them; read file by file, for importing it would read all of them."""

from __future__ import annotations

import functools
import importlib.util
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from hojokin.office.adapters.bank_register.matching import Keys, best, keys
from hojokin.office.ports.bank_register import Bank, Branch

type Raw = Mapping[str, Mapping[str, str]]


class ZenginBankRegister:
    """Zengin codes (全銀コード)."""

    def bank(self, code: str) -> Bank | None:
        """The bank with this code."""
        found = _banks().get(code)
        return found[0] if found else None

    def branch(self, bank: str, code: str) -> Branch | None:
        """The branch with this code, of the bank with that one."""
        found = _branches(bank).get(code)
        return found[0] if found else None

    def search(self, text: str, limit: int) -> tuple[Bank, ...]:
        """Banks whose code, name or reading holds the text; those that begin with it first."""
        return best(_banks().values(), text, "銀行", limit)

    def branches(self, bank: str, text: str, limit: int) -> tuple[Branch, ...]:
        """Branches of one bank, found in the same way; all of them for an empty text."""
        return best(_branches(bank).values(), text, "支店", limit)


@functools.cache
def _banks() -> Mapping[str, tuple[Bank, Keys]]:
    return {
        code: (Bank(code, each["name"], each["kana"]), keys(_written(each), "銀行"))
        for code, each in sorted(_data("banks.json").items())
    }


@functools.lru_cache(maxsize=256)
def _branches(bank: str) -> Mapping[str, tuple[Branch, Keys]]:
    if bank not in _banks():
        return {}
    return {
        code: (Branch(bank, code, each["name"], each["kana"]), keys(_written(each), "支店"))
        for code, each in sorted(_data(f"branches/{bank}.json").items())
    }


def _written(raw: Mapping[str, str]) -> Iterable[str]:
    return (raw["code"], raw["name"], raw["kana"], raw["roma"])


def _data(name: str) -> Raw:
    spec = importlib.util.find_spec("zengin_code")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("zengin-code is not installed: pip install 'hojokin[office]'")
    path = Path(spec.submodule_search_locations[0]) / "source-data" / "data" / name
    found: Raw = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found
