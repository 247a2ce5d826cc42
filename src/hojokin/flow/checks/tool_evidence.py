"""Checks of what a tool's documents show (ITツールの資料の検査): files, page numbers, names, invoice sample (T-30)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hojokin.flow.checks.answers import cell, chosen, day, pages, plain, rows, text, whole
from hojokin.flow.form import Attachments, FormProblem, Severity, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.registration_limits import limit, words
from hojokin.rules.engine.facts import Text

PAGE_FIELDS = ("names_pages", "flow_pages", "usage_pages", "ai_pages")
PAGE_COLUMNS = ("process_explanations", "function_explanations")
SHOWN = {
    "names_pages": Text("ツール名と開発メーカー名", "The names of tool and maker"),
    "flow_pages": Text("業務フロー図", "A flow diagram"),
    "usage_pages": Text("使い方", "How to use it"),
}
SAMPLE = {
    "issuer": Text("発行者の名前と登録番号", "the issuer and its number"),
    "transaction_date": Text("取引年月日", "the transaction date"),
    "transaction_content": Text("取引内容", "what was sold"),
    "amount_by_rate": Text("税率ごとの合計額", "totals by rate"),
    "tax_by_rate": Text("税率ごとの消費税額", "tax by rate"),
    "recipient": Text("受け取る者の名前", "the recipient"),
}


def problems_of_evidence(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Iterator[FormProblem]:
    """Files that cannot be taken, and what reviewers would not find in the documents."""
    yield from _of_files(attachments)
    yield from _of_shown(values)
    yield from _of_pages(values)
    yield from _of_outline(values)
    yield from _of_addresses(values)
    yield from _of_sample(values)
    yield from _of_dates(values, circumstances.today)


def _of_files(attachments: Attachments) -> Iterator[FormProblem]:
    size, kinds = limit("tool_file", "bytes"), words("tool_file_kinds", "types")
    most = limit("tool_file", "megabytes").below
    for field, files in attachments.items():
        for file in files:
            if not size.admits(file.size):
                said = Text(
                    f"「{file.name}」は{most}MB以上です。{most}MB未満にしてください。",
                    f"“{file.name}” is {most} MB or more. Make it smaller than {most} MB.",
                )
                yield FormProblem(field, said, "T-27")
            if file.media_type not in kinds:
                said = Text(
                    f"「{file.name}」はPDF・PNG・JPGではありません。変換して添付し直してください。",
                    f"“{file.name}” is no PDF, PNG or JPG. Convert it and attach it again.",
                )
                yield FormProblem(field, said, "T-27")


def _of_shown(values: Values) -> Iterator[FormProblem]:
    if whole(values, "feature_pages") is None:
        return  # nobody has come to the documents yet
    for name, what in SHOWN.items():
        if name in values and not text(values, name):
            said = Text(
                f"{what.ja}が資料で確認できないと、差し戻されます。載っているページを書いてください。",
                f"{what.en} must be visible in the document, or it is returned. Give the page.",
            )
            yield FormProblem(name, said, "T-30", Severity.CAUTION)


def _of_pages(values: Values) -> Iterator[FormProblem]:
    last = whole(values, "feature_pages")
    for name in PAGE_FIELDS:
        if said := _page_fault(text(values, name), last):
            yield FormProblem(name, said, "T-30", Severity.CAUTION)
    for name in PAGE_COLUMNS:
        for place, row in enumerate(rows(values, name)):
            if said := _page_fault(cell(row, "pages"), last):
                yield FormProblem(name, said, "T-30", Severity.CAUTION, row=place, column="pages")


def _page_fault(written: str, last: int | None) -> Text | None:
    if not written:
        return None
    found = pages(written)
    if found is None:
        return Text(
            "ページ番号が読み取れません。「3-5, 8」のように数字で書いてください。",
            "No page number can be read. Write figures, such as 3-5, 8.",
        )
    if 0 in found or (last is not None and max(found) > last):
        return Text(
            f"{written}は機能説明資料にないページです。資料は{last}ページです。番号を確認してください。",
            f"{written} is not in the feature document, which has {last} pages. Check the number.",
        )
    return None


def _of_outline(values: Values) -> Iterator[FormProblem]:
    outline, name = text(values, "outline"), text(values, "name")
    if outline and name and plain(name) not in plain(outline):
        said = Text(
            f"概要にツール名「{name[:40]}」がありません。資料と同じ名前を入れてください。",
            f"The outline does not name the tool “{name[:40]}”. Use the name of the documents.",
        )
        yield FormProblem("outline", said, "T-30", Severity.CAUTION)


def _of_addresses(values: Values) -> Iterator[FormProblem]:
    for name in ("url", "review_url"):
        if text(values, name).casefold().startswith("http://"):
            said = Text(
                "https:// で始まるURLを入力してください。http:// のページは安全に開けません。",
                "Enter an address that begins with https://; pages under http:// do not open safely.",
            )
            yield FormProblem(name, said, "T-21", Severity.CAUTION)


def _of_sample(values: Values) -> Iterator[FormProblem]:
    if values.get("is_invoice_ready") is not True or not chosen(values, "sample_items"):
        return
    missing = [
        each for each in words("invoice_sample", "needed") if each not in chosen(values, "sample_items")
    ]
    if missing:
        ja, en = (
            "・".join(SAMPLE[each].ja for each in missing),
            ", ".join(SAMPLE[each].en for each in missing),
        )
        said = Text(
            f"出力見本に{ja}がないと、インボイス対応と認められません。見本に書き足して添付し直してください。",
            f"Without {en} the sample does not show readiness for invoices. Add it and attach the sample again.",
        )
        yield FormProblem("sample_items", said, "T-26 T-30", Severity.CAUTION)


def _of_dates(values: Values, today: date) -> Iterator[FormProblem]:
    started = day(text(values, "sales_started_on"))
    if started is not None and started > today:
        said = Text(
            "販売を始めた日が先の日付です。実際に販売を始めてから登録してください。",
            "The sale begins in the future. Register once it has begun.",
        )
        yield FormProblem("sales_started_on", said, "T-21", Severity.CAUTION)
