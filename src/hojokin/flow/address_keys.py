"""Address keys (所在地の照合): one spelling for addresses that are written in several ways, to be compared only."""

from __future__ import annotations

import re
import unicodedata

from hojokin.flow.addresses import address_parts

_DIGITS = {each: number for number, each in enumerate("一二三四五六七八九", 1)}
_CHOME = re.compile(r"([一二三四五六七八九]?十?[一二三四五六七八九]?)丁目")
_STEPS = re.compile(r"(?<=\d)(?:丁目|番地の?|番|号|の(?=\d))")
_HYPHENS = re.compile(r"[‐‑‒–—―−ー－]")
_ANY = re.compile(r"(?<=\d)-+|-+$")
TEN = 10


def address_key(line: str) -> str:
    """Without the prefecture, spaces and width: 東京都港区芝一丁目2番3号 and 港区芝１－２－３ are one."""
    bare = "".join(unicodedata.normalize("NFKC", line).casefold().split())
    found = address_parts(bare)
    place = _CHOME.sub(
        lambda match: f"{_number(match[1])}丁目" if match[1] else match[0], found.municipality + found.rest
    )
    plain = _STEPS.sub("-", _HYPHENS.sub("-", place))
    return _ANY.sub("-", plain).rstrip("-")


def _number(written: str) -> int:
    """Up to 99, as names of blocks have them: 二十三 is 23."""
    tens, ten, ones = written.rpartition("十")
    return (_DIGITS.get(tens, 1) * TEN if ten else 0) + _DIGITS.get(ones, 0)
