"""Results as open data (採択結果のデータ): CSV and JSON with a note of what each column means."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from hojokin.office.queries.results import ResultLine
from hojokin.rules.engine.facts import Text

BYTE_ORDER_MARK = "\ufeff"  # Excel reads UTF-8 as UTF-8 only after it
COLUMNS: Mapping[str, tuple[str, Text]] = {
    "year": ("integer", Text("制度の年", "Year of the programme")),
    "round_number": ("integer", Text("締切回", "Number of the round")),
    "track": ("string", Text("申請枠の符号", "Code of the track")),
    "applications": (
        "integer or null",
        Text(
            "申請数。空は、公表された数が見つからないことを表す",
            "Applications; null where no published figure was found",
        ),
    ),
    "grants": ("integer or null", Text("交付決定数。空は同上", "Grant decisions; null as above")),
    "rate_tenths_percent": (
        "integer or null",
        Text(
            "交付決定の割合。0.1%を1とする（507は50.7%）",
            "Share of grants in tenths of a percent (507 is 50.7%)",
        ),
    ),
    "origin": (
        "published or office",
        Text("公表された実績か、この事務局の集計か", "Published elsewhere, or counted by this office"),
    ),
    "fact": ("string", Text("出所の番号", "Id of the source")),
    "confidence": (
        "official, quoted, secondary, inferred or empty",
        Text("出所の確かさ", "How firm the source is"),
    ),
}


def as_csv(lines: Sequence[ResultLine]) -> str:
    """A table that a spreadsheet opens; an unknown figure is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(COLUMNS))
    writer.writeheader()
    writer.writerows(asdict(each) for each in lines)
    return BYTE_ORDER_MARK + text.getvalue()


def as_json(lines: Sequence[ResultLine]) -> str:
    """The rows with the note of their columns."""
    told = {
        "columns": [
            {"name": name, "type": kind, "ja": words.ja, "en": words.en}
            for name, (kind, words) in COLUMNS.items()
        ],
        "rows": [asdict(each) for each in lines],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
