"""Commands by name (コマンドの一覧): each one's module is imported when it is asked for, so that the start is quick."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

# name: what the list of commands says; the module of that name in this package holds the function
COMMANDS: Mapping[str, str] = {
    "estimate": "Estimate (見積り): what would this applicant get, and why?",
    "explain": "Explanation (説明): the calculation line by line, with clauses.",
    "assess": "Conditions (要件): met, not met and not yet checked, with clauses.",
    "compare": "Comparison (比較): the same question in every track.",
    "batch": "Batch (一括計算): a file of applicants in, amounts and refusal codes out.",
    "catalogue": "Catalogue (規則一覧): what a rulebook asks, knows and decides.",
    "diff": "Differences (改正点): what changed between two editions.",
    "schema": "JSON Schema (2020-12) of question and answer.",
    "reference": "Reference tables (参照表): minimum wages, industries, legal forms.",
    "documents": "Required documents (必要書類) of a track and a legal form.",
    "bonus": "Bonus items (加点項目) of a track in a round.",
    "schedule": "Schedule (スケジュール): rounds, deadlines and decision dates.",
    "tools": "Tools (ITツール): make up a catalogue, import a file, build the search index.",
    "applications": "Applications (申請): ask all open ones again after a rule was corrected.",
    "papers": "Papers (書類): search stored ones for numbers that must not be kept.",
    "audit": "Audit (監査): check the chain of records, take one case out as a folder.",
    "ledger": "Ledger (予算の帳簿): check the double entry against the cases.",
    "erase": "Erasure (消去): cases past their time of keeping, listed or erased with a certificate.",
    "receipt": "Receipts (受付票): check one offline, with its files and signature.",
}


class LazyGroup(TyperGroup):
    """A group that imports a command when it is called, not when the program starts."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command that the arguments name; output that cannot be written is told, not traced."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            from hojokin.cli.printing import output_failed  # noqa: PLC0415 - the list of commands waits for no rules

            sys.exit(output_failed(error))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the group's own signature
        """The commands of this installation."""
        return [name for name in COMMANDS if find_spec(_module(name)) is not None]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments name; an unknown one is refused with the nearest."""
        names = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in names:
            near = get_close_matches(args[0], names, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else f" Choose one of {', '.join(names)}."
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = getattr(import_module(_module(cmd_name)), cmd_name)
        if isinstance(found, typer.Typer):  # a command with commands of its own
            return get_command(found)
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(
            cmd_name, short_help=COMMANDS[cmd_name], context_settings={"help_option_names": ["-h", "--help"]}
        )(found)
        return get_command(single)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The list of commands from the table above: nothing is imported to print it."""
        options = [each.get_help_record(ctx) for each in self.get_params(ctx)]
        with formatter.section("Options"):
            formatter.write_dl([each for each in options if each is not None])
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


def _module(name: str) -> str:
    return f"hojokin.cli.{name}"
