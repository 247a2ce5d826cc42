"""Papers of a performance report (証拠書類の添付): every one that is needed is there, and every file is usable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hojokin.flow.after_grant import limits
from hojokin.flow.evidence import Circumstance, Paper, papers_for, payment_method
from hojokin.flow.form import Attached, Attachments, FormProblem, Severity, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.loading import form_of_track
from hojokin.flow.reported_items import (
    chosen_methods,
    circumstances_of,
    kind_of,
    reported_items,
    whole_of,
)
from hojokin.rules.engine.facts import Text

_MEGABYTE = 1_048_576
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PAGES = frozenset({"application/pdf", "image/jpeg", "image/png"})
_EXCEL_FIELDS = frozenset({"service_notes"})


def papers_attached(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Every paper that the methods, items and circumstances ask for is there (W-100 to W-113)."""
    needed = papers_needed(values, circumstances.parent, circumstances.edition, circumstances.track)
    return [
        _missing_paper(paper, least, count)
        for paper in needed
        if (count := len(attachments.get(paper.field, ()))) < (least := _least(paper, values))
        and (count or not _form_asks(paper, values, circumstances))
    ]


def papers_needed(values: Values, grant: Values | None, edition: str, track: str) -> list[Paper]:
    """Every paper that the rules ask for, each once; none for a field that the form does not ask of this report."""
    said = circumstances_of(values, grant, edition)
    form = form_of_track("performance_report", edition, track)
    asked = {each.name for each in form.fields() if each.asked(values)}
    found: dict[tuple[str, str], Paper] = {}
    for method in sorted(chosen_methods(values)):
        if payment_method(method).accepted:
            for paper in papers_for(method, track, said):
                if paper.field in asked:
                    found.setdefault((paper.field, paper.name.ja), paper)
    return list(found.values())


def _form_asks(paper: Paper, values: Values, circumstances: Circumstances) -> bool:
    """Whether the form itself already says that the paper is missing: one message for one fault."""
    form = form_of_track("performance_report", circumstances.edition, circumstances.track)
    field = form.field(paper.field)
    return field.required and field.asked(values)


def _least(paper: Paper, values: Values) -> int:
    """How many files of a paper: one a unit, a service or a software where the table says one for each."""
    items = reported_items(values)
    if paper.code == "hardware_photo":
        return max(paper.least, whole_of(values, "hardware_units"))
    kinds = {"service_note": Circumstance.SERVICE, "proof_of_software": Circumstance.SOFTWARE}
    if paper.code in kinds:
        wanted = kinds[paper.code]
        return max(paper.least, sum(kind_of(each.category) is wanted for each in items))
    return paper.least


def _missing_paper(paper: Paper, least: int, count: int) -> FormProblem:
    return FormProblem(
        paper.field,
        Text(
            f"「{paper.name.ja}」が{least}件以上必要です（いま{count}件）。{paper.rule.ja}",
            f"“{paper.name.en}”: {least} or more files are needed, there are {count}. {paper.rule.en}",
        ),
        " ".join(paper.facts),
    )


def files_usable(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """PDF, JPEG or PNG below the size limit; Excel only for the description of services; no file twice (W-91)."""
    del values, circumstances
    found: list[FormProblem] = []
    seen: dict[str, Attached] = {}
    for field, files in attachments.items():
        for each in files:
            found += _of_file(field, each)
            if each.sha256 in seen:
                found.append(_same_file(field, each, seen[each.sha256]))
            seen.setdefault(each.sha256, each)
    return found


def _of_file(field: str, file: Attached) -> Iterator[FormProblem]:
    size = limits("file_size")
    most = (size.bytes.highest + 1) // _MEGABYTE
    if not size.bytes.admits(file.size):
        yield FormProblem(
            field,
            Text(
                f"「{file.name}」が大きすぎます。1ファイル{most}MB未満にしてください（{size.clause}）。",
                f"“{file.name}” is too large: a file must be below {most} MB ({size.clause}).",
            ),
            "W-91 W-50",
        )
    allowed = _PAGES | {_EXCEL} if field in _EXCEL_FIELDS else _PAGES
    if file.media_type not in allowed:
        yield FormProblem(
            field,
            Text(
                f"「{file.name}」の形式は使えません。PDF・JPEG・PNGにしてください（Excelは実施内容説明資料だけです）。",
                f"“{file.name}” has a type that is not accepted. Use PDF, JPEG or PNG (Excel only for the services).",
            ),
            "W-91",
        )


def _same_file(field: str, file: Attached, first: Attached) -> FormProblem:
    return FormProblem(
        field,
        Text(
            f"「{file.name}」は「{first.name}」と同じファイルです。別の書類を付けるつもりでなかったか確かめてください。",
            f"“{file.name}” is the same file as “{first.name}”. Check that you did not mean another paper.",
        ),
        "W-107",
        Severity.CAUTION,
    )
