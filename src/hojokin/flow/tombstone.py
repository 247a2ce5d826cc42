"""Tombstone (消去の記録): what stays of a paper whose bytes the office erased, signed so that its receipt still holds.

The receipt names the digest of the paper; the tombstone says of the same digest that its bytes were erased, when,
on which ground and by whom. Both are checked with the one key of the office, offline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hojokin.flow.canonical import canonical
from hojokin.flow.erasing import ground_words
from hojokin.rules.engine.facts import Text
from hojokin.rules.schedule import JST

FORMAT = "hojokin-tombstone/1"
_TEXTS = (
    "number",
    "field",
    "name",
    "sha256",
    "erased_at",
    "ground",
    "asked_by",
    "approved_by",
    "replaced_by",
)

# A file of a receipt, as a receipt and a tombstone both name it.
type FileKey = tuple[str, str, int, str]


class NotATombstone(ValueError):
    """A record that cannot be read as a tombstone (消去の記録ではない)."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Tombstone (消去の記録) of one file of the filing ``number``.

    ``asked_by`` and ``approved_by`` are a role and the number of a person, as the audit record has them;
    ``replaced_by`` is the digest of the blacked-out copy that took its place, if there is one.
    """

    number: str
    field: str
    name: str
    size: int
    sha256: str
    erased_at: str
    ground: str
    asked_by: str
    approved_by: str
    replaced_by: str = ""
    signature: str = ""

    @property
    def content(self) -> bytes:
        """The canonical listing, which is what is signed."""
        return canonical([FORMAT, self.size, *(getattr(self, each) for each in _TEXTS)])

    @property
    def key(self) -> FileKey:
        """The file that it is about."""
        return self.field, self.name, self.size, self.sha256

    @property
    def day(self) -> str:
        """The day on which it was erased, in Japan."""
        return datetime.fromisoformat(self.erased_at).astimezone(JST).date().isoformat()

    @property
    def said(self) -> Text:
        """What it says, in words."""
        why = ground_words(self.ground)
        told = Text(
            f"ファイル「{self.name}」は、{self.day}に事務局が消去しました。根拠: {why.ja}",
            f"The file {self.name!r} was erased by the office on {self.day}. Ground: {why.en}",
        )
        if not self.replaced_by:
            return told
        return Text(
            f"{told.ja}。黒塗りした版: {self.replaced_by}", f"{told.en}. Blacked-out copy: {self.replaced_by}"
        )

    def signed(self, signature: str) -> Tombstone:
        """The same with the office's signature."""
        return replace(self, signature=signature)

    def to_json(self) -> dict[str, object]:
        """The record as a file says it."""
        told: dict[str, object] = {each: getattr(self, each) for each in _TEXTS}
        return {"format": FORMAT, "size": self.size, **told, "signature": self.signature}


def read_tombstones(raw: object) -> tuple[Tombstone, ...]:
    """The records of a file or of a receipt. Raises NotATombstone."""
    if not isinstance(raw, list):
        raise NotATombstone("no list of records")
    return tuple(_read(each) for each in raw)


def about(files: Iterable[Mapping[str, object]], number: str, known: Sequence[Tombstone]) -> list[Tombstone]:
    """Those of the records that are about files of a receipt, in the receipt's order."""
    by_key = {each.key: each for each in known if each.number == number}
    keys = [(each["field"], each["name"], each["size"], each["sha256"]) for each in files]
    return [by_key[each] for each in keys if each in by_key]


def _read(raw: object) -> Tombstone:
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise NotATombstone(f"not in the form {FORMAT}")
    if raw.keys() - {"format", "size", "signature", *_TEXTS}:
        raise NotATombstone("it says something more")
    texts = {name: raw.get(name) for name in (*_TEXTS, "signature")}
    size = raw.get("size")
    if not all(isinstance(each, str) for each in texts.values()) or not _is_count(size):
        raise NotATombstone("a part is missing or misshapen")
    try:
        if datetime.fromisoformat(str(texts["erased_at"])).tzinfo is None:
            raise NotATombstone("the moment has no time zone")
    except ValueError as error:
        raise NotATombstone("no moment") from error
    return Tombstone(size=int(str(size)), **{name: str(each) for name, each in texts.items()})


def _is_count(size: object) -> bool:
    return isinstance(size, int) and not isinstance(size, bool) and size >= 0
