"""Published grants (交付決定者の一覧): as a page and as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hojokin.office.catalogue.codes import prefecture_labels
from hojokin.office.portals.public.grantees_file import grantees_file
from hojokin.office.portals.public.pager import pager
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.portals.templatetags.words import in_english
from hojokin.office.queries.published import published, published_list
from hojokin.office.queries.rounds import round_label
from hojokin.office.records.models import PublishedGrant
from hojokin.rules.engine.facts import Text

LONGEST = 100
LONGEST_PAGE_NUMBER = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to."""

    round: str
    prefecture: str
    text: str

    @property
    def query(self) -> dict[str, str]:
        """As the address says it."""
        every = {"round": self.round, "prefecture": self.prefecture, "text": self.text}
        return {name: value for name, value in every.items() if value}


@require_safe
def grantee_list(request: HttpRequest) -> HttpResponse:
    """One page of everybody who was granted and published."""
    asked = _asked(request)
    typed = request.GET.get("page", "")
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_PAGE_NUMBER else 1
    found = published_list(asked.round, asked.prefecture, asked.text, number)
    labels = prefecture_labels()
    here = reverse("public:grantees")
    shown = {
        "asked": asked,
        "found": found,
        "entries": [(each, _where(each, labels), round_label(each.round)) for each in found.page],
        "rounds": [(each, round_label(each.round)) for each in found.rounds],
        "prefectures": [
            (code, told(labels[code]), count)
            for code, count in _counts(asked, found.by_prefecture)
            if code in labels
        ],
        "csv": _csv_address(asked),
        "pager": pager(
            found.page.number,
            found.page.paginator.num_pages,
            lambda page: f"{here}?{urlencode({**asked.query, 'page': str(page)})}",
        ),
    }
    return render(request, "public/grantees.html", shown)


@require_safe
def grantees_csv(request: HttpRequest) -> HttpResponseBase:
    """The whole narrowed list, streamed."""
    asked = _asked(request)
    rows: Iterator[str] = grantees_file(
        published(asked.round, asked.prefecture, asked.text), "en" if in_english() else "ja"
    )
    answer = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="grantees.csv"'
    return answer


def _counts(asked: Asked, by_prefecture: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    """The prefectures to choose from. The one that narrows the list stays among them when nothing is found in it."""
    chosen = {asked.prefecture: 0} if asked.prefecture else {}
    return sorted({**chosen, **by_prefecture}.items())


def _asked(request: HttpRequest) -> Asked:
    words = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST]
        for name in ("round", "prefecture", "text")
    }
    return Asked(**words)


def _csv_address(asked: Asked) -> str:
    here = reverse("public:grantees_csv")
    return f"{here}?{urlencode(asked.query)}" if asked.query else here


def _where(entry: PublishedGrant, labels: dict[str, Text]) -> str:
    prefecture = told(labels[entry.prefecture]) if entry.prefecture in labels else ""
    return f"{prefecture} {entry.municipality}".strip()
