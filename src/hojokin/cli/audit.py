"""``hojokin audit``: the chain of records checked, one case taken out as a folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.office import clock
from hojokin.office.config.starting import start
from hojokin.rules.engine.facts import Problem, Text

BROKEN = 1
_HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")

audit = typer.Typer(
    help="Audit (監査): check the chain of records, take one case out as a folder. Takes --json and --lang ja|en.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@audit.callback()
def _options(context: typer.Context, as_json: AsJson = False, lang: Lang = Language.JA) -> None:
    """Audit (監査): check the chain of records, take one case out as a folder."""
    context.obj = (as_json, lang)


@audit.command()
def verify(
    context: typer.Context,
    head: Annotated[
        str,
        typer.Option("--head", help="Head that an earlier check printed: the chain must pass through it."),
    ] = "",
) -> None:
    """Walk the whole chain (連鎖の検査); the first broken row is told, with exit code 1."""
    as_json, lang = context.obj
    start()
    # Django's models need it to be ready.
    from hojokin.flow.chain import Head  # noqa: PLC0415
    from hojokin.office.queries.audit import chain_head, first_broken  # noqa: PLC0415

    found = _HEAD.fullmatch(head)
    if head and not found:
        told = Text("--head は「番号:ハッシュ」の形です。", "--head is written as NUMBER:DIGEST.")
        refuse([Problem("head", "head", told)], lang, as_json=as_json)
    end = chain_head()
    broken = first_broken(Head(int(found[1]), found[2]) if found else None)
    if broken is None:
        said = Text(
            f"{end.sequence:,}件の記録はつながっています。\n次の控えを、この計算機の外に保管してください: {end.sequence}:{end.digest}",
            f"All {end.sequence:,} rows hold.\nKeep this head outside this machine: {end.sequence}:{end.digest}",
        )
    else:
        said = Text(
            f"{broken.sequence}番の記録で連鎖が切れています。{broken.text.ja}",
            f"The chain is broken at row {broken.sequence}. {broken.text.en}",
        )
    if as_json:
        print_json(
            {
                "unbroken": broken is None,
                "rows": end.sequence,
                "head": f"{end.sequence}:{end.digest}",
                "broken_row": broken.sequence if broken else None,
                "why": broken.text.ja if broken else None,
                "why_en": broken.text.en if broken else None,
            }
        )
    else:
        print_text(said.in_language(lang))
    raise typer.Exit(BROKEN if broken else 0)


@audit.command()
def export(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="Number of the filing, such as AP26-000123.")],
    folder: Annotated[Path, typer.Argument(help="Folder to write, empty or absent.")],
) -> None:
    """Write one case (案件) as a folder: values, submissions, files, audit rows, index.html. It is recorded."""
    as_json, lang = context.obj
    start()
    # Django's models need it to be ready.
    from hojokin.office.actions.record import record  # noqa: PLC0415
    from hojokin.office.audit.folder import export_case  # noqa: PLC0415
    from hojokin.office.records.actor import SYSTEM  # noqa: PLC0415
    from hojokin.office.records.models import Filing  # noqa: PLC0415

    filing = Filing.objects.select_related("owner", "partner").filter(number=number).first()
    if filing is None:
        told = Text(
            f"{number} という手続はありません。番号を確かめてください。",
            f"There is no filing {number}. Check the number.",
        )
        refuse([Problem("number", "unknown", told)], lang, as_json=as_json)
    try:
        made = export_case(filing, folder, lang.value)
    except FileExistsError:
        told = Text(
            f"{folder} は空ではありません。別のフォルダを指定してください。",
            f"{folder} is not empty. Name another folder.",
        )
        refuse([Problem("folder", "taken", told)], lang, as_json=as_json)
    record(SYSTEM, "audit.export", filing.number, at=clock.now())
    said = Text(
        f"{folder} に書き出しました（書類{made.documents}件、提出{made.versions}回、監査記録{made.rows}件）。",
        f"Written to {folder}: {made.documents} documents, {made.versions} submissions, {made.rows} audit rows.",
    )
    if as_json:
        print_json(
            {
                "folder": str(folder),
                "documents": made.documents,
                "versions": made.versions,
                "rows": made.rows,
                "missing": list(made.missing),
                "erased": list(made.erased),
            }
        )
    else:
        lost = [
            Text(f"保管庫にないか隔離中: {name}", f"Not in the store, or quarantined: {name}")
            for name in made.missing
        ]
        gone = [
            Text(f"事務局が消去済み（erased.json）: {name}", f"Erased by the office (erased.json): {name}")
            for name in made.erased
        ]
        print_text("\n".join(each.in_language(lang) for each in (said, *lost, *gone)))
