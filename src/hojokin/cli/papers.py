"""``hojokin papers``: what is done with all stored papers at once."""

from __future__ import annotations

import typer

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text
from hojokin.office import clock
from hojokin.office.config.starting import start
from hojokin.rules.engine.facts import Text

papers = typer.Typer(
    help="Papers (書類): search stored ones for numbers that must not be kept, fingerprint them anew. Takes --json and --lang ja|en.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@papers.callback()
def _options(context: typer.Context, as_json: AsJson = False, lang: Lang = Language.JA) -> None:
    """Papers (書類): search stored ones for numbers that must not be kept."""
    context.obj = (as_json, lang)


@papers.command()
def search(context: typer.Context) -> None:
    """Search every paper of an open case that was not searched yet (番号の検索); broken off, it goes on the next time."""
    as_json, lang = context.obj
    start()
    # Django's models need it to be ready.
    from hojokin.office.actions.search_papers import search_some  # noqa: PLC0415
    from hojokin.office.queries.unsearched import unsearched_papers  # noqa: PLC0415

    searched = found = 0
    while unsearched_papers().exists():
        done = search_some(clock.now())
        searched, found = searched + done.papers, found + done.found
    if as_json:
        print_json({"searched": searched, "found": found})
        return
    said = Text(
        f"{searched:,}件の書類を調べました。残してはいけない番号が新たに見つかった{found:,}件を、入力する人と審査担当に知らせました。",
        f"{searched:,} papers were searched; of the {found:,} in which a number was newly found, whoever writes there and the reviewers were told.",
    )
    print_text(said.in_language(lang))


@papers.command()
def fingerprint(context: typer.Context) -> None:
    """Fingerprint every piece of evidence anew (指紋の取り直し), as is needed once after the way of doing it has changed."""
    as_json, lang = context.obj
    start()
    # Django's models need it to be ready.
    from hojokin.office.actions.fingerprint_document import fingerprint_again  # noqa: PLC0415

    began, made = clock.now(), 0
    while done := fingerprint_again(began, clock.now()):
        made += done
    if as_json:
        print_json({"fingerprinted": made})
        return
    said = Text(
        f"{made:,}件の証憑の指紋を取り直しました。", f"{made:,} pieces of evidence were fingerprinted anew."
    )
    print_text(said.in_language(lang))
