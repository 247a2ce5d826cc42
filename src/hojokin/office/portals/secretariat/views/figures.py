"""Figures of the office (集計): cases, time, returns, vendors and money as plots, tables and files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hojokin.office import clock
from hojokin.office.portals.secretariat.case_sheet import case_sheet
from hojokin.office.portals.secretariat.desk import number_in
from hojokin.office.portals.secretariat.figure_blocks import BLOCKS, Asked
from hojokin.office.portals.secretariat.sheets import Sheet, as_csv, as_xlsx
from hojokin.office.queries.kinds import kinds

PERIODS = (30, 90, 365, 0)  # days; 0: from the beginning
USUAL_PERIOD = 365
USUAL_KIND = "application"
ALL_CASES = "all-cases"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Every block, for the time and the kind in the address."""
    period, asked = _asked(request)
    context = {
        "figures": [(code, make(asked).figure(code)) for code, make in BLOCKS.items()],
        "period": period,
        "periods": [(each, _period_words(each)) for each in PERIODS],
        "kind": asked.kind,
        "kinds": kinds().values(),
        "query": urlencode({"days": str(period), "kind": asked.kind.code}),
        "at": asked.at,
        "all_cases": ALL_CASES,
    }
    return render(request, "desk/figures.html", context)


@require_safe
def figures_csv(request: HttpRequest, block: str) -> HttpResponseBase:
    """One block, or every case, as CSV."""
    language, sheet = get_language(), _sheet(request, block)

    def lines() -> Iterator[str]:
        # The language of the page is gone by the time that the lines are made.
        with override(language):
            yield from as_csv(sheet)

    return _file(StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8"), f"{block}.csv")


@require_safe
def figures_xlsx(request: HttpRequest, block: str) -> HttpResponseBase:
    """The same as a workbook."""
    return _file(FileResponse(as_xlsx(_sheet(request, block)), content_type=SPREADSHEET), f"{block}.xlsx")


def _sheet(request: HttpRequest, block: str) -> Sheet:
    if block == ALL_CASES:
        return case_sheet()
    if block not in BLOCKS:
        raise Http404(block)
    return BLOCKS[block](_asked(request)[1]).sheet


def _asked(request: HttpRequest) -> tuple[int, Asked]:
    """Days and kind of the address; what is none of those offered is as usual."""
    at = clock.now()
    days = number_in(request.GET.get("days"))
    period = days if days in PERIODS and days is not None else USUAL_PERIOD
    kind = kinds().get(request.GET.get("kind", ""), kinds()[USUAL_KIND])
    return period, Asked(at, at - timedelta(days=period) if period else None, kind)


def _period_words(days: int) -> str:
    return _("過去%(n)s日") % {"n": days} if days else _("はじめから")


def _file(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
