"""Receipts (受付票) of what was handed in, as a file to keep and as paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from hojokin.flow.receipt import Receipt, receipt
from hojokin.office import adapters
from hojokin.office.portals.cases.case import open_case
from hojokin.office.portals.cases.receipt_pdf import pdf_of
from hojokin.office.ports.signer import Signer
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import FilingVersion


@require_safe
def receipt_json(request: HttpRequest, number: str, sequence: int) -> HttpResponse:
    """Values, files, digests and signature: anyone can check it without this site."""
    view = open_case(request, number)
    made = _receipt(view, version_of(view, sequence))
    answer = JsonResponse(made.to_json(view.erased), json_dumps_params={"ensure_ascii": False, "indent": 2})
    return _to_keep(answer, f"{number}-{sequence}.json")


@require_safe
def receipt_pdf(request: HttpRequest, number: str, sequence: int) -> HttpResponse:
    """The same on paper."""
    view = open_case(request, number)
    made = _receipt(view, version_of(view, sequence))
    answer = HttpResponse(pdf_of(view, made, view.erased), content_type="application/pdf")
    return _to_keep(answer, f"{number}-{sequence}.pdf")


def version_of(view: FilingView, sequence: int) -> FilingVersion:
    """A version of the filing. Raises Http404."""
    found = view.filing.versions.filter(sequence=sequence).first()
    if found is None:
        raise Http404(str(sequence))
    return found


def _receipt(view: FilingView, version: FilingVersion) -> Receipt:
    made = receipt(view.filing.number, version.submitted_at, version.sequence, version.values, version.files)
    return made.signed(version.signature, adapters.of(Signer).public_key())


def _to_keep(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
