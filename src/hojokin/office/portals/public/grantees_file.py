"""Published grants as a file (交付決定者のCSV): row by row, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from hojokin.office.catalogue.codes import prefecture_labels
from hojokin.office.queries.cells import as_cell
from hojokin.office.queries.rounds import round_label
from hojokin.office.queries.tool_files import BYTE_ORDER_MARK
from hojokin.office.records.models import PublishedGrant
from hojokin.rules.engine.facts import Text

ROWS_AT_ONCE = 500
HEADS = (
    Text("締切回", "Round"),
    Text("グループ名", "Group"),
    Text("名称", "Name"),
    Text("法人番号", "Corporate number"),
    Text("都道府県", "Prefecture"),
    Text("市区町村", "Municipality"),
)


def grantees_file(entries: QuerySet[PublishedGrant], language: str) -> Iterator[str]:
    """The lines; the first begins with the mark that Excel needs."""
    labels = prefecture_labels()
    yield BYTE_ORDER_MARK + _line([each.in_language(language) for each in HEADS])
    for each in entries.iterator(chunk_size=ROWS_AT_ONCE):
        label = labels.get(each.prefecture)
        yield _line(
            [
                round_label(each.round).in_language(language),
                each.group_name,
                each.name,
                each.corporate_number,
                label.in_language(language) if label else "",
                each.municipality,
            ]
        )


def _line(cells: Sequence[object]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([as_cell(each) for each in cells])
    return text.getvalue()
