"""Addresses (所在地): one line as a register prints it, taken apart into prefecture, municipality and the rest.

Only an offer to a person, who sees the parts before taking them: names of places do not always tell where they end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hojokin.rules.reference import prefectures

# A county with its town, a city with its ward, a ward of Tokyo, a city, a village. 市 may end a name that holds it twice.
_MUNICIPALITY = re.compile(
    r"(?:[^市郡]{1,4}|余市|高市)郡(?:余市町|[^市]{1,6}?[町村])"
    r"|[^市区]{1,5}市[^市区町村]{1,4}区"
    r"|[^市区町村]{1,4}区"
    r"|市[^市]{1,3}市|.{1,6}?市市?"
    r"|.{1,5}?[町村]"
)


@dataclass(frozen=True, slots=True)
class Address:
    """Address (所在地). ``prefecture`` is a two-digit code. A part that cannot be told apart is empty."""

    prefecture: str
    municipality: str
    rest: str


def address_parts(line: str) -> Address:
    """The parts of a line such as 東京都千代田区丸の内一丁目1番1号."""
    bare = line.strip()
    found = next((each for each in prefectures() if bare.startswith(each.name_ja)), None)
    code, left = (found.code, bare.removeprefix(found.name_ja).strip()) if found else ("", bare)
    match = _MUNICIPALITY.match(left)
    if match is None:
        return Address(code, "", left)
    return Address(code, match[0], left[match.end() :].strip())
