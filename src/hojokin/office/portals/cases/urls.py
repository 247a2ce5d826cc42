"""Addresses of the filing page: everybody with a seat, and of the filings only one's own."""

from __future__ import annotations

from django.urls import path

from hojokin.office.access import Access, allow
from hojokin.office.portals.cases.views import (
    autosave,
    case,
    files,
    findings,
    form,
    masks,
    notices,
    offered,
    receipts,
    steps,
    versions,
)

app_name = "cases"

urlpatterns = allow(
    Access.SEATED,
    path("<str:number>/", case.case_page, name="case"),
    path("<str:number>/form/<slug:section>/", form.form_page, name="form"),
    path("<str:number>/fields/<slug:name>/", autosave.save_field, name="field"),
    path("<str:number>/offered/", offered.offered_page, name="offered"),
    path("<str:number>/estimate/", case.estimate_page, name="estimate"),
    path("<str:number>/changes/", autosave.changes, name="changes"),
    path("<str:number>/files/<int:document>/", files.download, name="file"),
    path("<str:number>/files/<int:document>/preview/", files.preview, name="preview"),
    path("<str:number>/files/<int:document>/look/", files.look, name="look"),
    path("<str:number>/files/<int:document>/remove/", files.remove, name="remove_file"),
    path("<str:number>/files/<int:document>/mask/", masks.mask_page, name="mask"),
    path("<str:number>/files/<int:document>/explain/", masks.explain, name="explain_number"),
    path("<str:number>/files/<slug:field>/", files.attach, name="attach"),
    path("<str:number>/steps/<slug:action>/", steps.step_page, name="step"),
    path("<str:number>/steps/<slug:action>/code/", steps.code, name="code"),
    path("<str:number>/receipt/<int:sequence>.json", receipts.receipt_json, name="receipt_json"),
    path("<str:number>/receipt/<int:sequence>.pdf", receipts.receipt_pdf, name="receipt_pdf"),
    path("<str:number>/notice.pdf", notices.notice_pdf, name="notice"),
    path("<str:number>/versions/", versions.version_list, name="versions"),
    path("<str:number>/compare/", versions.compare, name="compare"),
    path("<str:number>/findings/<int:finding>/answer/", findings.answer, name="answer"),
)
