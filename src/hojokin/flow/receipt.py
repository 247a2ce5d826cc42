"""Receipt (受付票): what was submitted, when, and one digest over all of it that anyone can compute again.

The listing names the digest of every field and every file; its own digest is the receipt's, and its bytes are what
the office signs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import cast

from hojokin.flow.canonical import canonical, digest_of, moment
from hojokin.flow.tombstone import FileKey, NotATombstone, Tombstone, about, read_tombstones
from hojokin.rules.engine.facts import Text

FORMAT = "hojokin-receipt/1"
_FILE_KEYS = ("field", "name", "size", "sha256")
_TEXTS = ("number", "submitted_at", "digest", "signature", "public_key")
_KEYS = frozenset(["format", "sequence", "fields", "files", "erased", *_TEXTS])


class NotAReceipt(ValueError):
    """A file that cannot be read as a receipt. ``text`` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class Receipt:
    """Receipt (受付票). ``values`` by field; ``files`` with field, name, size and sha256."""

    number: str
    submitted_at: str
    sequence: int
    values: Mapping[str, object]
    files: Sequence[Mapping[str, object]]
    signature: str = ""
    public_key: str = ""

    @cached_property
    def content(self) -> bytes:
        """The canonical listing, which is what is signed."""
        files = sorted((_ordered(each) for each in self.files), key=canonical)
        fields = list(self.field_digests().items())
        return canonical([FORMAT, self.number, self.sequence, self.submitted_at, fields, files])

    @property
    def digest(self) -> str:
        """SHA-256 of the listing, in hex."""
        return hashlib.sha256(self.content).hexdigest()

    def field_digests(self) -> dict[str, str]:
        """The digest of each field's value, fields in the order of their names."""
        return {name: digest_of(self.values[name]) for name in sorted(self.values)}

    def signed(self, signature: str, public_key: str) -> Receipt:
        """The same receipt with the office's signature."""
        return replace(self, signature=signature, public_key=public_key)

    def to_json(self, erased: Sequence[Tombstone] = ()) -> dict[str, object]:
        """The receipt as its file says it: values and files, each with its digest.

        ``erased`` are records of files that the office no longer has; each bears a signature of its own.
        """
        digests = self.field_digests()
        buried = [each.to_json() for each in about(self.files, self.number, erased)]
        return {
            "format": FORMAT,
            "number": self.number,
            "sequence": self.sequence,
            "submitted_at": self.submitted_at,
            "fields": [
                {"name": name, "value": self.values[name], "sha256": digest}
                for name, digest in digests.items()
            ],
            "files": [{key: each[key] for key in _FILE_KEYS} for each in self.files],
            "digest": self.digest,
            "signature": self.signature,
            "public_key": self.public_key,
            **({"erased": buried} if buried else {}),
        }


def receipt(
    number: str,
    submitted_at: datetime,
    sequence: int,
    values: Mapping[str, object],
    files: Sequence[Mapping[str, object]],
) -> Receipt:
    """The receipt of one submission. Raises ValueError for a value that has no canonical form."""
    return Receipt(number, moment(submitted_at), sequence, dict(values), [dict(each) for each in files])


@dataclass(frozen=True, slots=True)
class Claim:
    """A receipt as its file tells it, beside the digests that the file claims and the records of erased files."""

    receipt: Receipt
    field_digests: Mapping[str, str]
    digest: str
    erased: Sequence[Tombstone] = ()


def read_claim(text: str) -> Claim:
    """A receipt's file. Raises NotAReceipt."""
    try:
        raw = json.loads(text, object_pairs_hook=_object)
        _refuse_unwritable(raw)
    except NotAReceipt:
        raise
    except (ValueError, RecursionError):
        raise NotAReceipt(
            Text("受付票のファイル（JSON）ではありません。", "This is no receipt file (JSON).")
        ) from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise NotAReceipt(
            Text(
                f"受付票の形式（{FORMAT}）ではありません。受け取ったままのファイルを指定してください。",
                f"This is not in the form {FORMAT}. Give the file as you received it.",
            )
        )
    return _claim(raw)


def _refuse_unwritable(raw: object) -> None:
    """Raises RecursionError for what goes too deep, UnicodeEncodeError for letters that no text can hold."""
    try:
        canonical(raw)
    except UnicodeEncodeError:
        raise
    except ValueError:
        return  # such as a number with a point: it is told with what else is wrong


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON. What it says twice, one reader takes from the first place and another from the last."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise NotAReceipt(Text("同じ名前の値が2度あります。", "Something is said twice."))
    return made


def _claim(raw: Mapping[str, object]) -> Claim:
    if unknown := raw.keys() - _KEYS:
        raise _missing(min(unknown))
    fields, files = _rows(raw, "fields", ("name", "value", "sha256")), _rows(raw, "files", _FILE_KEYS)
    texts = {key: _text(raw, key) for key in _TEXTS}
    sequence = raw.get("sequence")
    if not _is_whole(sequence):
        raise _missing("sequence")
    names = [str(each["name"]) for each in fields]
    if len(set(names)) < len(names):
        raise NotAReceipt(Text("同じ項目が2度あります。", "A field stands twice."))
    return Claim(
        Receipt(
            texts["number"],
            texts["submitted_at"],
            cast("int", sequence),
            {str(each["name"]): each["value"] for each in fields},
            files,
            texts["signature"],
            texts["public_key"],
        ),
        {str(each["name"]): str(each["sha256"]) for each in fields},
        texts["digest"],
        _erased(raw),
    )


def _erased(raw: Mapping[str, object]) -> Sequence[Tombstone]:
    try:
        return read_tombstones(raw.get("erased", []))
    except NotATombstone:
        raise _missing("erased") from None


def problems_of_claim(claim: Claim) -> tuple[Text, ...]:
    """Every field whose value is not the one that was received, and the digest of the whole."""
    try:
        found, whole = claim.receipt.field_digests(), claim.receipt.digest
    except ValueError as error:
        return (Text(f"内容を読めません（{error}）。", f"The content cannot be read ({error})."),)
    wrong = [name for name, digest in found.items() if claim.field_digests[name] != digest]
    problems = [
        Text(f"項目「{name}」の値が受付時と違います。", f"The field {name!r} is not what was received.")
        for name in wrong
    ]
    if whole != claim.digest:
        problems.append(_WHOLE)
    if len(about(claim.receipt.files, claim.receipt.number, claim.erased)) < len(claim.erased):
        problems.append(_STRAY)
    return tuple(problems)


def missing_files(
    receipt: Receipt, present: Mapping[str, int], erased: Collection[FileKey] = ()
) -> tuple[Text, ...]:
    """The files of the receipt that are not among those present (size by sha256), nor known to be erased."""
    return tuple(
        Text(
            f"ファイル「{each['name']}」が見つからないか、内容が受付時と違います。",
            f"The file {str(each['name'])!r} is absent, or is not what was received.",
        )
        for each in receipt.files
        if present.get(str(each["sha256"])) != each["size"] and key_of(each) not in erased
    )


def key_of(file: Mapping[str, object]) -> FileKey:
    """A file of the receipt, as a record of its erasure names it."""
    return str(file["field"]), str(file["name"]), cast("int", file["size"]), str(file["sha256"])


def _ordered(file: Mapping[str, object]) -> list[object]:
    return [file[key] for key in _FILE_KEYS]


def _rows(raw: Mapping[str, object], key: str, wanted: Sequence[str]) -> list[Mapping[str, object]]:
    rows = raw.get(key)
    if not isinstance(rows, list) or not all(_is_row(each, wanted) for each in rows):
        raise _missing(key)
    return rows


def _is_row(row: object, wanted: Sequence[str]) -> bool:
    if not isinstance(row, dict) or row.keys() != set(wanted):
        return False
    texts = row.keys() - {"value", "size"}
    size = row.get("size", 0)  # one with a point is told with what else is wrong
    is_number = isinstance(size, int | float) and not isinstance(size, bool)
    return is_number and all(isinstance(row[each], str) for each in texts)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(raw: Mapping[str, object], key: str) -> str:
    found = raw.get(key)
    if not isinstance(found, str):
        raise _missing(key)
    return found


def _missing(key: str) -> NotAReceipt:
    return NotAReceipt(
        Text(
            f"受付票の「{key}」がないか、形が違うか、受付票にない項目です。",
            f"{key!r} is missing from the receipt, misshapen, or nothing that a receipt says.",
        )
    )


_WHOLE = Text(
    "全体のハッシュが受付票と一致しません。項目かファイルが変わっています。",
    "The digest of the whole does not match: a field or a file was changed.",
)
_STRAY = Text(
    "この受付票のファイルのものではない消去の記録があります。",
    "A record of an erased file is about no file of this receipt.",
)
