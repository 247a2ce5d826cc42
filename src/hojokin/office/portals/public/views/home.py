"""Home (最初のページ): what would I get, in one line; three doors; the next deadline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hojokin.office import clock
from hojokin.office.portals.public.choices import Choice, sizes
from hojokin.office.portals.public.countdown import time_left
from hojokin.office.portals.public.estimate_form import EstimateForm
from hojokin.office.portals.public.typed import Typed
from hojokin.office.portals.public.views.estimator import address
from hojokin.office.queries.news import LATEST, news
from hojokin.office.queries.schedule import last_known, nearest

START = {"who": "small", "what": "accounting", "yen": "600,000"}
YEN_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Purchase:
    """Something firms often buy, as a line of a quote."""

    code: str
    label: str
    line: Mapping[str, tuple[str, ...]]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page; while the sentence is being changed, only its answer is renewed."""
    now = clock.now()
    coming = nearest(now)
    asked = {key: request.GET.get(key, start) for key, start in START.items()}
    form = EstimateForm(_typed(asked))
    shown: dict[str, Any] = {
        "asked": asked,
        "whos": [Choice("small", _("小規模事業者")), Choice("medium", _("中小企業"))],
        "whats": [Choice(each.code, each.label) for each in purchases()],
        "outcomes": [each for each in form.outcomes if each.estimate],
        "best": [each.name for each in form.outcomes if each.is_best],
        "problems": form.problems,
        "details": address(_typed(asked)),
        "coming": coming,
        "left": coming and coming.next and coming.next.closes and time_left(coming.next.closes - now),
        "last": last_known(now),
    }
    if request.headers.get("HX-Request") == "true":
        answer = render(request, "public/_home_live.html", {**shown, "swap": True})
    else:
        answer = render(request, "public/home.html", {**shown, "news": news(now, most=LATEST)})
    # Both have the same address: a browser that comes back must not show the answer alone.
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def purchases() -> list[Purchase]:
    """What firms often buy."""
    software: Mapping[str, tuple[str, ...]] = {"category": ("software",), "cloud": ("on",)}
    invoice: Mapping[str, tuple[str, ...]] = {**software, "invoice_ready": ("on",)}
    return [
        Purchase(
            "accounting", _("会計ソフト"), {**invoice, "processes": ("P-04",), "functions": ("accounting",)}
        ),
        Purchase(
            "ordering", _("受発注システム"), {**invoice, "processes": ("P-03",), "functions": ("ordering",)}
        ),
        Purchase(
            "payment", _("決済システム"), {**invoice, "processes": ("P-02",), "functions": ("payment",)}
        ),
        Purchase("booking", _("予約・顧客管理ソフト"), {**software, "processes": ("P-01",)}),
        Purchase("payroll", _("勤怠・給与ソフト"), {**software, "processes": ("P-05",)}),
        Purchase("security", _("セキュリティ監視サービス"), {"category": ("security_service",)}),
    ]


def _typed(asked: Mapping[str, str]) -> Typed:
    known = {each.code: each for each in purchases()}
    bought = known.get(asked["what"], known[START["what"]])
    who = asked["who"] if asked["who"] in {each.value for each in sizes()} else START["who"]
    values = {"applicant-size": (who,), "costs-0-amount_yen": (asked["yen"][:YEN_LENGTH],)}
    return Typed({**values, **{f"costs-0-{part}": texts for part, texts in bought.line.items()}})
