"""File names (ファイル名): kept as the person knows them, and never trusted."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 255  # bytes, as file systems count
NAMELESS = "file"

_SEPARATORS = re.compile(r"[/\\]")
# Marks that turn the reading order round ("exe.fdp" shown as "pdf.exe"), and spaces without width.
_UNSEEN = frozenset("\u061c\u200b\u200e\u200f\u2060\ufeff") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
_RESERVED = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_JOINING = frozenset("\u200d\ufe0e\ufe0f")  # what holds an emoji together; alone at the end it is a ruin


def safe_name(typed: str) -> str:
    """A name to show and to download under: its last part, without controls, at most 255 bytes, emoji kept."""
    name = _SEPARATORS.split(unicodedata.normalize("NFC", typed))[-1]
    name = "".join(letter for letter in name if _is_kept(letter))
    name = _RESERVED.sub("_", name).strip(" .\u3000")
    if _DEVICES.match(name):
        name = f"_{name}"
    return _shortened(name) or NAMELESS


def _is_kept(letter: str) -> bool:
    """Controls (Cc), lone surrogates (Cs) and line separators (Zl, Zp) go, and whatever hides or turns text."""
    return letter not in _UNSEEN and unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"}


def extension(name: str) -> str:
    """The extension in small letters, without its dot; empty when there is none."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if stem and dot else ""


def _shortened(name: str) -> str:
    """The name cut to the longest that fits; its extension stays."""
    if len(name.encode()) <= LONGEST:
        return name
    stem, dot, last = name.rpartition(".")
    ending = dot + last if stem and len(last.encode()) <= 10 else ""
    room = LONGEST - len(ending.encode())
    kept = (stem if ending else name).encode()[:room].decode("utf-8", "ignore")
    return _whole_letters(kept) + ending


def _whole_letters(text: str) -> str:
    """Without what a cut left behind of a letter made of several."""
    while text and (text[-1] in _JOINING or unicodedata.combining(text[-1])):
        text = text[:-1]
    return text
