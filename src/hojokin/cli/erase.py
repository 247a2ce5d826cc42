"""``hojokin erase``: cases whose books need not be kept any longer, listed first and erased when told so."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text
from hojokin.office import clock
from hojokin.office.config.starting import start
from hojokin.rules.engine.facts import Text

Due = Annotated[bool, typer.Option("--due", help="The cases whose time is over.")]
Yes = Annotated[bool, typer.Option("--yes", help="Erase them and write a certificate for each.")]
On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="List as of another day; nothing is erased then."),
]
NOT_THEN = Text(
    "--on は一覧だけに使えます。--yes と一緒には使えません。",
    "--on only lists; it cannot be used with --yes.",
)
NOTHING_ASKED = Text("--due を付けてください。", "Say --due.")
NONE = Text("消去する案件はありません。", "There is nothing to erase.")


def erase(
    due: Due = False, yes: Yes = False, on: On = None, as_json: AsJson = False, lang: Lang = Language.JA
) -> None:
    """Erase (消去): list the cases past their time of keeping; with --yes erase them and write certificates."""
    if not due or (yes and on is not None):
        raise typer.BadParameter((NOT_THEN if due else NOTHING_ASKED).in_language(lang))
    start()
    # Django's models need it to be ready.

    from hojokin.office.queries.erasure import due_for_erasure  # noqa: PLC0415

    found = due_for_erasure(on.date() if on else clock.today())
    rows = [{"number": each.filing.number, "kept_until": each.until.isoformat()} for each in found]
    written = _erase_all() if yes else []
    if as_json:
        print_json({"due": rows, "erased": yes, "certificates": written})
    else:
        print_text(_said(rows, written, lang))


def _erase_all() -> list[str]:
    """Erase every case in a transaction of its own, then write each certificate that is missing."""

    from hojokin.office.actions.certify_erasure import certificates_due, write_certificate  # noqa: PLC0415
    from hojokin.office.actions.erase_case import erase_case  # noqa: PLC0415
    from hojokin.office.queries.erasure import due_for_erasure  # noqa: PLC0415
    from hojokin.office.records.actor import SYSTEM  # noqa: PLC0415

    for each in due_for_erasure(clock.today()):
        erase_case(each.filing, by=SYSTEM, at=clock.now())
    return [str(write_certificate(each)) for each in certificates_due()]


def _said(rows: list[dict[str, str]], written: list[str], lang: str) -> str:
    if not rows and not written:
        return NONE.in_language(lang)
    listed = [
        Text(
            f"{each['number']}　{each['kept_until']}まで保存",
            f"{each['number']}  kept until {each['kept_until']}",
        ).in_language(lang)
        for each in rows
    ]
    return "\n".join([*listed, *written])
