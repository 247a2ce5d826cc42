"""The queue as a file (一覧のCSV): every filing of the filtered list, row by row, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hojokin.office.portals.secretariat.templatetags.desk_words import role_name, track_name
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.cells import as_cell
from hojokin.office.queries.worklists import Line, line_of, shown
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing

BYTE_ORDER_MARK = "\ufeff"  # Excel reads UTF-8 as UTF-8 only after it
ROWS_AT_ONCE = 500


def queue_file(filings: QuerySet[Filing], actor: Actor, at: datetime, language: str) -> Iterator[str]:
    """The lines of the file; the first begins with the mark that Excel needs.

    The language is given: the lines are made while they are sent, when the request's own may be gone.
    """
    with override(language):
        first = written(heads())
    yield BYTE_ORDER_MARK + first
    today = timezone.localtime(at).date()
    for each in shown(filings).iterator(chunk_size=ROWS_AT_ONCE):
        with override(language):
            text = written(_cells(line_of(each, actor.role, today)))
        yield text


def heads() -> Sequence[str]:
    """The heads of the columns."""
    return [
        _("番号"),
        _("手続"),
        _("状態"),
        _("対応する人"),
        _("当事者"),
        _("件名"),
        _("申請枠"),
        _("担当"),
        _("提出日時"),
        _("この状態の日数"),
        _("回答の期限"),
        _("残り日数"),
    ]


def _cells(each: Line) -> Sequence[object]:
    return [
        each.number,
        told(each.kind.label),
        told(each.state.label),
        role_name(each.state.turn.value if each.state.turn else ""),
        each.owner,
        each.title,
        track_name(each.track),
        each.assigned_to or "",
        _local(each.submitted_at),
        each.age,
        _local(each.due_at),
        "" if each.days_left is None else each.days_left,
    ]


def written(cells: Sequence[object]) -> str:
    """One line, in which no text is a formula."""
    text = io.StringIO()
    csv.writer(text).writerow([as_cell(each) for each in cells])
    return text.getvalue()


def _local(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
