"""Options (共通の指定): the ones that every command takes, declared once."""

from enum import StrEnum
from typing import Annotated

import typer


class Language(StrEnum):
    """Language of the text that a command prints."""

    JA = "ja"
    EN = "en"


Lang = Annotated[Language, typer.Option("--lang", help="Language of the text: ja or en.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="Question as JSON; - reads standard input.")]
