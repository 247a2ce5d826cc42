"""Pages that only explain: for supporters, for operators, the API, receipts, accessibility."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hojokin.office import adapters
from hojokin.office.ports.signer import Signer
from hojokin.office.queries.estimates import estimate_answer

EXAMPLE = {
    "track": "normal",
    "applicant": {"size": "medium"},
    "costs": [
        {"category": "software", "amount_yen": 2_400_000, "processes": ["P-01", "P-04"]},
        {"category": "setup_training", "amount_yen": 300_000},
    ],
}


@require_safe
def supporters(request: HttpRequest) -> HttpResponse:
    """What this version offers vendors and advisers (申請を支援する方へ)."""
    return render(request, "public/supporters.html")


@require_safe
def operators(request: HttpRequest) -> HttpResponse:
    """What this version offers a secretariat (制度を運営する方へ)."""
    return render(request, "public/operators.html")


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """How programs ask; the example is answered by the rules at this moment."""
    answer = estimate_answer(EXAMPLE)
    shown = {
        key: answer[key]
        for key in ("track", "eligible", "amount_yen", "eligible_cost_yen", "own_burden_yen", "parts")
    }
    return render(
        request,
        "public/api.html",
        {
            "question": _pretty(EXAMPLE),
            "answer": _pretty(shown),
            "server": request.build_absolute_uri("/")[:-1],
        },
    )


@require_safe
def receipts(request: HttpRequest) -> HttpResponse:
    """How anyone checks a receipt (受付票の検証), with the key that the office publishes for it."""
    return render(request, "public/receipts.html", {"key": adapters.of(Signer).public_key()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done and checked so that everyone can use the site."""
    return render(request, "public/accessibility.html")


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
