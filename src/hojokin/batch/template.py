"""Columns of a batch file (一括計算の列): their names, what they hold, and a file to fill in."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from hojokin.batch.asked import ALIASES, Asked
from hojokin.batch.size_columns import DERIVED, LABELS, WORDS
from hojokin.rules.engine.facts import COUNT_BOUND, UNITS, Input, Text
from hojokin.rules.shared.size import CAPITAL_HIGHEST

_WORD = {name: word for word, name in ALIASES.items()}
_HELP = {
    "size": Text("空欄なら下の4列から判定します。", "Left empty, it is derived from the next four columns."),
    "capital_yen": Text(
        "会社でなければ空欄にできます。", "May be left empty for bodies that are no companies."
    ),
}


@dataclass(frozen=True)
class BatchColumn:
    """One column: what may stand in it, and on which document the figure stands."""

    name: str
    label: Text
    values: Text
    default: str | None
    document: Text | None
    help: Text | None
    example: str

    @property
    def required(self) -> bool:
        """Whether every row must have it."""
        return self.default is None

    def as_dict(self) -> dict[str, str | bool | None]:
        """The column for programs."""
        told = {"label": self.label, "values": self.values, "document": self.document, "help": self.help}
        texts = {name: None if text is None else text.ja for name, text in told.items()}
        english = {f"{name}_en": None if text is None else text.en for name, text in told.items()}
        return {"name": self.name, "required": self.required, "default": self.default, **texts, **english}


def columns_of(asked: Asked) -> list[BatchColumn]:
    """The columns of a track's batch file, in the rulebook's order; those of the size stand together."""
    rest = [_column(each) for each in asked.inputs if not asked.derives_size or each.name not in DERIVED]
    return [*rest, *_size_columns()] if asked.derives_size else rest


def write_template(asked: Asked, path: Path) -> None:
    """Write a CSV file with the header and one example, marked so that spreadsheets read UTF-8."""
    columns = columns_of(asked)
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(["name", *(each.name for each in columns)])
        writer.writerow(["例 / example", *(each.example for each in columns)])


def _column(each: Input) -> BatchColumn:
    default = None if each.default is None else _shown(each, each.default)
    example = (
        ""
        if each.default is not None
        else _shown(each, each.highest if each.kind == "count" else each.lowest)
    )
    return BatchColumn(
        _WORD.get(each.name, each.name), each.label, _values(each), default, each.document, each.help, example
    )


def _values(each: Input) -> Text:
    if each.kind == "flag":
        return Text("true / false", "true / false")
    if each.choices is not None:
        names = " / ".join(member.name.lower() for member in each.choices)
        return Text(names, names)
    ja, en = UNITS[each.kind]
    return Text(
        f"{each.lowest:,}～{each.highest:,}{ja}", f"{each.lowest:,} to {each.highest:,} {en}".rstrip()
    )


def _shown(each: Input, value: int | bool) -> str:
    if each.kind == "yen" and value == each.highest:  # no limit, not an amount that anybody would write
        return ""
    if each.kind == "flag":
        return str(bool(value)).lower()
    return each.choices(value).name.lower() if each.choices is not None else str(int(value))


def _size_columns() -> list[BatchColumn]:
    words = " / ".join(WORDS)
    values = {
        "size": Text(words, words),
        "legal_form": Text("KK などの記号", "a code such as KK"),
        "industry_code": Text("2～4桁の数字", "two to four digits"),
        "capital_yen": Text(f"0～{CAPITAL_HIGHEST:,}円", f"0 to {CAPITAL_HIGHEST:,} yen"),
        "regular_employees": Text(f"0～{COUNT_BOUND:,}", f"0 to {COUNT_BOUND:,}"),
    }
    certificate = Text("履歴事項全部証明書", "Certificate of registered matters")
    documents = {"legal_form": certificate, "capital_yen": certificate}
    example = {"size": "medium"}
    return [
        BatchColumn(
            name, label, values[name], "", documents.get(name), _HELP.get(name), example.get(name, "")
        )
        for name, label in LABELS.items()
    ]
