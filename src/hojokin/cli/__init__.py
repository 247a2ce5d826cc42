"""Command line (コマンド): every way to ask the rules from a terminal."""

from typing import Annotated

import typer

from hojokin import __version__
from hojokin.cli.commands import COMMANDS, LazyGroup

__all__ = ["COMMANDS", "app"]

app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"hojokin {__version__}")
        raise typer.Exit


@app.callback()
def hojokin(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Subsidy rules (補助金の規則): what would this applicant get, and why?

    Amounts are whole yen without consumption tax. Every command takes --json for programs and --lang ja|en.
    """
