"""Notices of a decided round, printed together (通知書の一括作成): ask for them, see how far they are, take them all."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.print_notices import ask_for_notices, note_taking
from hojokin.office.portals.secretariat.desk import actor_of
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.printed_notices import as_one_file, printed
from hojokin.office.records.models import DecisionProposal, PrintRun


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest, code: str, proposal: int) -> HttpResponse:
    """Ask for them by POST; how far they are by GET, for the part of the page that renews itself."""
    found = get_object_or_404(DecisionProposal, pk=proposal, round__code=code)
    if request.method == "POST":
        try:
            ask_for_notices(found, by=actor_of(request), at=clock.now())
            messages.success(request, _("通知書を作り始めました。このページを閉じても続きます。"))
        except NotAllowed as refused:
            messages.error(request, told(refused.why))
    elif "HX-Request" in request.headers:
        run = get_object_or_404(PrintRun, proposal=found, removed_at__isnull=True)
        return render(request, "desk/_notices.html", {"run": run, "made": printed(run), "code": code})
    return HttpResponseRedirect(reverse("desk:decide", args=[code]))


@require_safe
def notices_zip(request: HttpRequest, code: str, proposal: int) -> StreamingHttpResponse:
    """All of them in one file, once they are made."""
    run = get_object_or_404(PrintRun, proposal=proposal, proposal__round__code=code, removed_at__isnull=True)
    if run.finished_at is None:
        raise Http404(code)
    try:
        note_taking(run, by=actor_of(request), at=clock.now())
    except NotAllowed as refused:
        raise Http404(code) from refused
    headers = {
        "Content-Disposition": f'attachment; filename="{code}-{proposal}.zip"',
        "Cache-Control": "private, no-store",
    }
    return StreamingHttpResponse(as_one_file(run), content_type="application/zip", headers=headers)
