"""Page of a case (案件の閲覧ページ): the exported folder's front page, for a reader with nothing but a browser."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hojokin.flow.roles import ROLE_LABELS, Role
from hojokin.office.audit.case import Case, agreements
from hojokin.office.audit.showing import Words, label, shown, table
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.kinds import kind_of
from hojokin.rules.engine.facts import Text

_STYLE = (
    "body{font-family:sans-serif;line-height:1.6;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "div{overflow-x:auto;margin-bottom:2rem}"
    "table{border-collapse:collapse;width:100%;min-width:40rem}"
    "th,td{border:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "th{background:#f2f2f2}"
)
_AGREES = {
    True: Text("監査記録と一致", "as recorded"),
    False: Text("監査記録と不一致", "NOT as recorded"),
    None: Text("記録なし", "not recorded"),
}


def page_of(case: Case, paths: Mapping[str, str], language: str) -> str:
    """The page in one language. ``paths`` lead from the hash of a file to its place in the folder."""
    kind = kind_of(case.filing.kind)
    said = Words(language)
    title = f"{case.filing.number} {said(kind.label)}"
    state = kind.table.states[case.filing.state]
    parts = [
        _fields(case, said),
        _documents(case, paths, said),
        _versions(case, said),
        _findings(case, said),
        _rows(case, said),
    ]
    return str(
        format_html(
            '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title><style>{}</style></head>'
            "<body><h1>{}</h1><p>{} — {}</p><p>{}</p>{}</body></html>\n",
            language,
            title,
            SafeString(_STYLE),
            title,
            case.filing.owner.name,
            said(state.label),
            case.filing.title,
            format_html_join("\n", "{}", ((each,) for each in parts)),
        )
    )


def _fields(case: Case, said: Words) -> SafeString:
    known = {each.name: each for each in form_of(case.filing).fields()}
    agree = agreements(case)
    rows = [
        (
            label(known, each.name, said),
            shown(each.typed if each.value is None else each.value, known.get(each.name), said),
            said(_AGREES[agree.get(each.name)]),
        )
        for each in case.entries
    ]
    heads = [Text("項目", "Field"), Text("内容", "Value"), Text("監査記録", "Audit rows")]
    return table(said(Text("入力内容", "What it says")), map(said, heads), rows)


def _documents(case: Case, paths: Mapping[str, str], said: Words) -> SafeString:
    known = {each.name: each for each in form_of(case.filing).fields()}
    gone = {each.sha256: each for each in case.erased}
    rows = [
        (
            label(known, each.field, said),
            format_html('<a href="{}">{}</a>', paths[each.sha256], each.name)
            if each.sha256 in paths
            else each.name,
            f"{each.size:,}",
            each.sha256,
            said.moment(each.uploaded_at),
            said.moment(each.removed_at),
            said(gone[each.sha256].said) if each.sha256 in gone else "",
        )
        for each in case.documents
    ]
    heads = [
        Text("項目", "Field"),
        Text("ファイル", "File"),
        Text("大きさ（バイト）", "Size (bytes)"),
        Text("SHA-256", "SHA-256"),
        Text("添付", "Attached"),
        Text("取外し", "Removed"),
        Text("消去", "Erased"),
    ]
    return table(said(Text("添付書類", "Documents")), map(said, heads), rows)


def _versions(case: Case, said: Words) -> SafeString:
    rows = [
        (
            format_html('<a href="receipts/v{}.json">{}</a>', each.sequence, each.sequence),
            said.moment(each.submitted_at),
            each.digest,
        )
        for each in case.versions
    ]
    heads = [Text("回", "No."), Text("提出", "Submitted"), Text("ハッシュ", "Digest")]
    return table(said(Text("提出の記録", "Submissions")), map(said, heads), rows)


def _findings(case: Case, said: Words) -> SafeString:
    known = {each.name: each for each in form_of(case.filing).fields()}
    rows = [
        (
            label(known, each.field, said),
            each.text,
            said.moment(each.raised_at),
            each.answer,
            said.moment(each.answered_at),
            said.moment(each.closed_at),
        )
        for each in case.findings
    ]
    heads = [
        Text("項目", "Field"),
        Text("指摘", "Finding"),
        Text("指摘日時", "Raised"),
        Text("回答", "Answer"),
        Text("回答日時", "Answered"),
        Text("解決", "Closed"),
    ]
    return table(said(Text("指摘と回答", "Findings")), map(said, heads), rows)


def _rows(case: Case, said: Words) -> SafeString:
    life = kind_of(case.filing.kind).table
    steps = {f"{life.code}.{each.action}": each.label for each in life.transitions}
    rows = [
        (
            each.sequence,
            said.moment(each.at),
            f"{said(ROLE_LABELS[Role(each.role)])} {each.person}",
            f"{said(steps[each.what])} ({each.what})" if each.what in steps else each.what,
            _kept(each.changes),
            each.reason,
        )
        for each in case.rows
    ]
    heads = [
        Text("番号", "No."),
        Text("日時", "When"),
        Text("だれが", "Who"),
        Text("何を", "What"),
        Text("変更", "Changes"),
        Text("理由", "Reason"),
    ]
    return table(said(Text("監査記録", "Audit rows")), map(said, heads), rows)


def _kept(changes: Mapping[str, object]) -> str:
    """What a row keeps as it is; of a hidden value its name alone."""
    return ", ".join(
        name if isinstance(value, dict) else f"{name}: {value}"
        for name, value in changes.items()
        if name != "reason"
    )
