"""``hojokin applications``: what is done with all open applications at once."""

from __future__ import annotations

import typer

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text
from hojokin.office import clock
from hojokin.office.config.starting import start
from hojokin.rules.engine.facts import Text

applications = typer.Typer(
    help="Applications (申請): ask all open ones again after a rule was corrected. Takes --json and --lang ja|en.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@applications.callback()
def _options(context: typer.Context, as_json: AsJson = False, lang: Lang = Language.JA) -> None:
    """Applications (申請): ask all open ones again after a rule was corrected."""
    context.obj = (as_json, lang)


@applications.command()
def recheck(context: typer.Context) -> None:
    """Ask every open application again (再判定); both sides of each whose answer changed are told."""
    as_json, lang = context.obj
    start()
    # Django's models need it to be ready.
    from hojokin.office.actions.recheck_open_filings import recheck_open_filings  # noqa: PLC0415

    done = recheck_open_filings(at=clock.now())
    if as_json:
        print_json({"checked": done.checked, "changed": list(done.changed)})
        return
    said = Text(
        f"{done.checked:,}件を判定し直しました。結果が変わった{len(done.changed):,}件の申請者とIT導入支援事業者に知らせました。",
        f"{done.checked:,} were asked again; both sides of the {len(done.changed):,} whose answer changed were told.",
    )
    print_text("\n".join([said.in_language(lang), *done.changed]))
