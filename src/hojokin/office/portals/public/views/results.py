"""Results page (採択結果): applications, decisions and rate of every round, as plot, table and data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hojokin.office.portals.public.choices import track_name
from hojokin.office.portals.public.result_figures import figures_of
from hojokin.office.portals.public.result_files import COLUMNS, as_csv, as_json
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.results import Results
from hojokin.office.queries.results import results as found_results
from hojokin.rules.question import TrackCode

YEAR_DIGITS = 4


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The results, narrowed by the year and the track in the address."""
    year, track = _asked(request)
    found = found_results(year, track)
    asked = {"year": str(year or ""), "track": track}
    context = {
        "figures": figures_of(found.lines),
        "year": year,
        "track": track,
        "years": found.years,
        "tracks": [(each.value, track_name(each.value)) for each in TrackCode],
        "columns": [(name, kind, told(words)) for name, (kind, words) in COLUMNS.items()],
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return render(request, "public/results.html", context)


@require_safe
def results_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    return _file(as_csv(_found(request).lines), "text/csv; charset=utf-8", "results.csv")


@require_safe
def results_json(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    return _file(as_json(_found(request).lines), "application/json", "results.json")


def _found(request: HttpRequest) -> Results:
    return found_results(*_asked(request))


def _asked(request: HttpRequest) -> tuple[int | None, str]:
    """Year and track of the address; what is no year or no track narrows nothing."""
    year, track = request.GET.get("year", ""), request.GET.get("track", "")
    is_year = year.isascii() and year.isdecimal() and len(year) == YEAR_DIGITS
    return int(year) if is_year else None, track if track in set(TrackCode) else ""


def _file(content: str, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
