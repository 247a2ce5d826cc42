"""``hojokin ledger``: the double entry of the budget checked from the first entry to the last."""

from __future__ import annotations

import typer

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text
from hojokin.office.config.starting import start
from hojokin.rules.engine.facts import Text

BROKEN = 1

ledger = typer.Typer(
    help="Ledger (予算の帳簿): check the double entry against the cases. Takes --json and --lang ja|en.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@ledger.callback()
def _options(context: typer.Context, as_json: AsJson = False, lang: Lang = Language.JA) -> None:
    """Ledger (予算の帳簿): check the double entry against the cases."""
    context.obj = (as_json, lang)


@ledger.command()
def check(context: typer.Context) -> None:
    """Read every entry again (帳簿の検査) and compare it with the cases; what is wrong is told, with exit code 1."""
    as_json, lang = context.obj
    start()
    # Django's models need it to be ready.
    from hojokin.office.queries.ledger import faults  # noqa: PLC0415
    from hojokin.office.records.models import LedgerEntry  # noqa: PLC0415

    count, found = LedgerEntry.objects.count(), faults()
    if as_json:
        said = [{"ja": each.ja, "en": each.en} for each in found]
        print_json({"balanced": not found, "entries": count, "faults": said})
    elif found:
        print_text("\n".join(each.in_language(lang) for each in found))
    else:
        held = Text(
            f"{count:,}件の仕訳は貸借が合い、案件の額とも一致しています。",
            f"All {count:,} entries balance and agree with the cases.",
        )
        print_text(held.in_language(lang))
    raise typer.Exit(BROKEN if found else 0)
