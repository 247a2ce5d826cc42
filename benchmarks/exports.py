"""Exports (書き出し): a hundred thousand cases as CSV and XLSX, each in a process of its own, by time a row and peak memory.

``python -m benchmarks site`` runs them on the database that it has made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping

from benchmarks.measuring import own_peak
from benchmarks.site_cases import VENDOR
from hojokin.flow.applications import APPLICATION
from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.config.demo_programme.people import sample
from hojokin.office.portals.secretariat.case_sheet import case_sheet
from hojokin.office.portals.secretariat.queue_file import queue_file
from hojokin.office.portals.secretariat.sheets import as_csv, as_xlsx
from hojokin.office.queries.own_applications import applications_csv
from hojokin.office.queries.worklists import Wanted, listed
from hojokin.office.records.models import Filing

LANGUAGE = "ja"
PIECE = 1 << 16


def vendor_csv() -> Iterable[str]:
    """A vendor's applications."""
    return applications_csv(sample(VENDOR, Role.VENDOR), Wanted(kind=APPLICATION.code), clock.now(), LANGUAGE)


def queue_csv() -> Iterable[str]:
    """The office's whole list."""
    actor, now = sample("reviewer1", Role.REVIEWER), clock.now()
    return queue_file(listed(actor, Wanted(kind=APPLICATION.code), now), actor, now, LANGUAGE)


def cases_csv() -> Iterable[str]:
    """Every case, as the figures offer it."""
    return as_csv(case_sheet())


def cases_xlsx() -> Iterable[bytes]:
    """The same as a workbook."""
    file = as_xlsx(case_sheet())
    return iter(lambda: file.read(PIECE), b"")


EXPORTS: Mapping[str, Callable[[], Iterable[str | bytes]]] = {
    "vendor CSV": vendor_csv,
    "queue CSV": queue_csv,
    "cases CSV": cases_csv,
    "cases XLSX": cases_xlsx,
}


def rows_of(name: str) -> int:
    """How many cases an export has."""
    told = Filing.objects.all()
    if name == "vendor CSV":
        told = told.filter(kind=APPLICATION.code, partner=sample(VENDOR, Role.VENDOR).party)
    elif name == "queue CSV":
        actor = sample("reviewer1", Role.REVIEWER)
        told = listed(actor, Wanted(kind=APPLICATION.code), clock.now())
    return told.count()


def run(name: str) -> tuple[int, int, int, int]:
    """Rows, nanoseconds by the clock and of this process, and peak memory of one export that nobody keeps."""
    rows, start, start_own = rows_of(name), time.perf_counter_ns(), time.process_time_ns()
    size = sum(len(each) for each in EXPORTS[name]())
    taken, own = time.perf_counter_ns() - start, time.process_time_ns() - start_own
    if size < rows:
        raise RuntimeError(f"{name}: {size} characters for {rows} rows")
    return rows, taken, own, own_peak()
