"""Checks of what a tool does (ITツールの機能の検査): processes, invoice functions, electronic transactions."""

from __future__ import annotations

from collections.abc import Iterator

from hojokin.flow.checks.answers import cell, chosen, rows, text
from hojokin.flow.form import FormProblem, Values
from hojokin.flow.registration_limits import words
from hojokin.rules.engine.facts import Text

ELECTRONIC = (
    "has_invoice_ordering",
    "gives_free_accounts",
    "separates_accounts",
    "manages_dealings",
    "manages_invoice_numbers",
)


def problems_of_functions(values: Values) -> Iterator[FormProblem]:
    """What keeps the processes and functions from being registered."""
    yield from _of_general_process(values)
    yield from _explained(values, "processes", "process_explanations", "process", "T-24")
    yield from _explained(values, "functions", "function_explanations", "function", "T-25")
    yield from _of_invoice(values)
    yield from _of_electronic(values)


def _of_general_process(values: Values) -> Iterator[FormProblem]:
    processes, general = set(chosen(values, "processes")), set(words("general_process", "codes"))
    if processes & general and processes - general:
        said = Text(
            "汎用（P-07）と業務のプロセスは一緒に選べません。どちらかを外してください。",
            "The general process (P-07) and business processes cannot be chosen together. Drop one.",
        )
        yield FormProblem("processes", said, "T-24")


def _explained(values: Values, choice: str, table: str, column: str, source: str) -> Iterator[FormProblem]:
    picked = chosen(values, choice)
    explained = [cell(row, column) for row in rows(values, table)]
    for code in picked:
        if code not in explained:
            said = Text(
                f"選んだ「{code}」の説明と該当ページがありません。1行追加してください。",
                f"“{code}” was chosen, but has no explanation and page. Add a row.",
            )
            yield FormProblem(table, said, source)
    for place, code in enumerate(explained):
        if code and code not in picked:
            said = Text(
                f"「{code}」は選ばれていません。選ぶか、この行を消してください。",
                f"“{code}” is not chosen. Choose it or remove this row.",
            )
            yield FormProblem(table, said, source, row=place, column=column)


def _of_invoice(values: Values) -> Iterator[FormProblem]:
    wants = set(chosen(values, "tracks")) & set(words("tool_tracks", "invoice"))
    is_software = text(values, "category") in words("tool_categories", "software")
    if wants and is_software and values.get("is_invoice_ready") is False:
        said = Text(
            "インボイス枠のソフトウェアは、インボイス制度に対応している必要があります。対応を確認するか、枠を外してください。",
            "Software of the invoice tracks must be ready for the invoice system. Check it, or drop the track.",
        )
        yield FormProblem("is_invoice_ready", said, "T-03b")


def _of_electronic(values: Values) -> Iterator[FormProblem]:
    if not set(chosen(values, "tracks")) & set(words("tool_tracks", "electronic")):
        return
    is_software = text(values, "category") in words("tool_categories", "software")
    if text(values, "category") and not is_software:
        said = Text(
            "電子取引類型で使えるのはカテゴリー1だけです。枠を選び直してください。",
            "Electronic transactions take category 1 only. Choose the tracks again.",
        )
        yield FormProblem("tracks", said, "T-25")
    for name in ELECTRONIC:
        if values.get(name) is False:
            said = Text(
                "「いいえ」のツールは電子取引類型で登録できません。電子取引類型を外すか、答えを確認してください。",
                "With a no here it cannot be registered for electronic transactions. Drop the track or check the answer.",
            )
            yield FormProblem(name, said, "T-25")
    if values.get("is_account_limited") is False:
        said = Text(
            "受注者のアカウントを上限なく発行できる契約は登録できません。契約ごとの上限を決めてください。",
            "Contracts with unlimited supplier accounts are refused. Set a limit for each contract.",
        )
        yield FormProblem("is_account_limited", said, "T-25")
    if values.get("is_cloud") is False:
        said = Text(
            "電子取引類型はクラウド型だけです。クラウドで使うかを確認してください。",
            "Electronic transactions take cloud tools only. Check whether it runs in the cloud.",
        )
        yield FormProblem("is_cloud", said, "T-25")
