"""Files (添付ファイル): attached, removed, looked at as a picture, and downloaded by those who may see the case."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from hojokin.flow.form import FieldKind, FormField, Section
from hojokin.office import adapters
from hojokin.office.adapters.blackout import CannotBlackOut, page_sizes
from hojokin.office.portals.cases.body import readable
from hojokin.office.portals.cases.case import field_of, open_case
from hojokin.office.portals.cases.inputs import Extra, shown
from hojokin.office.portals.cases.previews import NoPreview, has_preview, picture_of
from hojokin.office.portals.cases.saving import CHOOSE, attach_files, removed
from hojokin.office.portals.cases.sections import section_states
from hojokin.office.ports.file_store import FileStore, NotStored
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.kept_files import GONE
from hojokin.office.records.models import Document
from hojokin.office.records.models.document import DocumentState
from hojokin.rules.engine.facts import Text

ERASED = 410
A4 = (210, 297)  # whatever the paper measures, as wide as its place
SANDBOX = "default-src 'none'; sandbox"


@readable
@require_POST
def attach(request: HttpRequest, number: str, field: str) -> HttpResponse:
    """Attach one file or several to a field."""
    view = open_case(request, number)
    section, asked = field_of(view, field)
    if asked.kind is not FieldKind.DOCUMENT:
        raise Http404(field)
    files: list[UploadedFile[Any]] = request.FILES.getlist(f"file-{field}")
    reasons = attach_files(view, field, files) if files else [CHOOSE]
    return _answer(request, number, section, asked, reasons)


@readable
@require_POST
def remove(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """Take a file off its field."""
    view = open_case(request, number)
    found = _document(view, document)
    if found.removed_at is not None:
        raise Http404(str(document))
    section, asked = field_of(view, found.field)
    return _answer(request, number, section, asked, removed(view, found))


def _answer(
    request: HttpRequest, number: str, section: Section, asked: FormField, reasons: list[Text]
) -> HttpResponse:
    """The field as it is now; without a script the section, where a refusal is told too."""
    after = open_case(request, number)
    extra = Extra(refused={asked.name: reasons}, fresh=frozenset() if reasons else frozenset({asked.name}))
    if request.headers.get("HX-Request") or reasons:
        context = {
            "view": after,
            "filing": after.filing,
            "section": section,
            "shown": shown(after, section, asked, extra),
            "states": section_states(after, section.name),
            "swap": True,
        }
        is_part = bool(request.headers.get("HX-Request"))
        return render(request, "cases/_file_saved.html" if is_part else "cases/file_refused.html", context)
    return HttpResponseRedirect(reverse("cases:form", args=[number, section.name]) + f"#field-{asked.name}")


@require_safe
def download(request: HttpRequest, number: str, document: int) -> HttpResponse | FileResponse:
    """The bytes, to be saved and never opened as a page of this site."""
    view = open_case(request, number)
    if gone := _erased(request, view, document):
        return gone
    found = given(view, document)
    try:
        stream = adapters.of(FileStore).open(found.sha256)
    except NotStored:
        raise Http404(found.name) from None
    answer = FileResponse(stream, as_attachment=True, filename=found.name, content_type=found.media_type)
    return _private(answer)


@require_safe
def preview(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """A picture of one page, drawn here: what is in the file never reaches the browser."""
    view = open_case(request, number)
    if gone := _erased(request, view, document):
        return gone
    found = given(view, document)
    page = request.GET.get("page", "1")
    try:
        with adapters.of(FileStore).open(found.sha256) as stream:
            picture = picture_of(stream.read(), found.media_type, int(page) if page.isdecimal() else 1)
    except (NotStored, NoPreview):
        raise Http404(found.name) from None
    return _private(HttpResponse(picture, content_type="image/png"))


@require_safe
def look(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """Every page of a paper as a picture: on a page of its own, or beside the fields that are copied from it."""
    view = open_case(request, number)
    if gone := _erased(request, view, document):
        return gone
    found = given(view, document)
    if not has_preview(found.media_type):
        raise Http404(found.name)
    try:
        with adapters.of(FileStore).open(found.sha256) as stream:
            sizes = page_sizes(stream.read(), found.media_type)
    except NotStored:
        raise Http404(found.name) from None
    except CannotBlackOut:  # too many pages: the first one tells whether it is the right paper
        sizes = [A4]
    pages = [(place, *size) for place, size in enumerate(sizes, 1)]
    is_part = bool(request.headers.get("HX-Request"))
    context = {"view": view, "filing": view.filing, "document": found, "pages": pages}
    answer = render(request, "cases/_pages.html" if is_part else "cases/look.html", context)
    answer["Cache-Control"] = "private, no-store"
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _erased(request: HttpRequest, view: FilingView, document: int) -> HttpResponse | None:
    """The page that says when and why the office erased the paper; None for a paper that it did not."""
    found = _document(view, document)
    if found.state not in GONE:
        return None
    records = [each for each in view.erased if (each.field, each.sha256) == (found.field, found.sha256)]
    if not records:
        return None
    context = {"filing": view.filing, "document": found, "record": records[0]}
    answer = render(request, "cases/erased.html", context, status=ERASED)
    answer["Cache-Control"] = "private, no-store"
    return answer


def given(view: FilingView, document: int) -> Document:
    """A document that may be given to its reader. A quarantined one is as absent as a foreign one."""
    found = _document(view, document)
    if found.state != DocumentState.STORED.value:
        raise Http404(str(document))
    return found


def _document(view: FilingView, document: int) -> Document:
    found = Document.objects.filter(filing=view.filing, pk=document).first()
    if found is None:
        raise Http404(str(document))
    return found


def _private[R: (HttpResponse, FileResponse)](answer: R) -> R:
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SANDBOX
    return answer
