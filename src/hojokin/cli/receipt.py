"""``hojokin receipt``: a receipt checked offline, with no database and no network."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.flow.receipt import (
    Claim,
    NotAReceipt,
    Receipt,
    key_of,
    missing_files,
    problems_of_claim,
    read_claim,
)
from hojokin.flow.tombstone import FileKey, NotATombstone, Tombstone, about, read_tombstones
from hojokin.office.adapters.signing import verify as is_signed
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.schedule import JST

FALSE = 1
MOST_BYTES = 50_000_000

receipt = typer.Typer(
    help="Receipts (受付票): check one offline, with its files and signature. Takes --json and --lang ja|en.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@receipt.callback()
def _options(context: typer.Context, as_json: AsJson = False, lang: Lang = Language.JA) -> None:
    """Receipts (受付票): check one offline, with its files and signature."""
    context.obj = (as_json, lang)


@receipt.command()
def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Receipt as it was received (JSON).", dir_okay=False)],
    files: Annotated[
        Path | None, typer.Option("--files", help="Folder with the attached files, under any name.")
    ] = None,
    key: Annotated[
        str, typer.Option("--key", help="The office's published key; left out: the one in the receipt.")
    ] = "",
    erased: Annotated[
        Path | None,
        typer.Option(
            "--erased", help="Signed records of erased files (JSON), such as erased.json of an exported case."
        ),
    ] = None,
) -> None:
    """Check every digest and the signature (受付票の検証); whatever is wrong is told, with exit code 1.

    A file that the office erased is told with the day and the ground: its signed record stands in for it.
    """
    as_json, lang = context.obj
    try:
        claim = read_claim(_text_of(file))
        more = _records_in(erased)
    except NotAReceipt as error:
        refuse([Problem("file", "receipt", error.text)], lang, as_json=as_json)
    records = about(claim.receipt.files, claim.receipt.number, [*more, *claim.erased])
    genuine = [
        each for each in records if is_signed(each.content, each.signature, key or claim.receipt.public_key)
    ]
    problems = [*problems_of_claim(claim), *_of_files(claim, files, {each.key for each in genuine})]
    problems += [_not_genuine(each) for each in records if each not in genuine]
    problems += _of_signature(claim, key)
    notes = [*(each.said for each in genuine), *_notes(claim, key, files, genuine)]
    if as_json:
        print_json(
            {
                "valid": not problems,
                "number": claim.receipt.number,
                "submitted_at": claim.receipt.submitted_at,
                "digest": claim.digest,
                "public_key": key or claim.receipt.public_key,
                "erased": [each.to_json() for each in genuine],
                "problems": [{"ja": each.ja, "en": each.en} for each in problems],
                "notes": [{"ja": each.ja, "en": each.en} for each in notes],
            }
        )
    else:
        said = [_head(claim, is_valid=not problems), *problems, *notes]
        print_text("\n".join(each.in_language(lang) for each in said))
    raise typer.Exit(FALSE if problems else 0)


def _text_of(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise NotAReceipt(Text("ファイルが大きすぎます。", "The file is too large."))
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise NotAReceipt(Text("文字コードがUTF-8ではありません。", "The file is not UTF-8.")) from None


def _records_in(file: Path | None) -> Sequence[Tombstone]:
    if file is None:
        return ()
    text = _text_of(file)
    try:
        return read_tombstones(json.loads(text))
    except (ValueError, NotATombstone):
        raise NotAReceipt(_NO_RECORDS) from None


def _not_genuine(record: Tombstone) -> Text:
    return Text(
        f"ファイル「{record.name}」の消去の記録の署名が正しくありません。事務局の記録ではないか、内容が変わっています。",
        f"The record of erasing the file {record.name!r} bears no right signature: it was changed, or is not the office's.",
    )


def _of_files(claim: Claim, folder: Path | None, erased: Collection[FileKey]) -> Sequence[Text]:
    if folder is None:
        return ()
    present = {_digest(each): each.stat().st_size for each in sorted(folder.rglob("*")) if each.is_file()}
    return missing_files(claim.receipt, present, erased)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _of_signature(claim: Claim, key: str) -> list[Text]:
    receipt = claim.receipt
    if _holds(receipt, key or receipt.public_key):
        return []
    if not receipt.signature:
        return [Text("署名がありません。", "It bears no signature.")]
    return [
        Text(
            "署名が内容と一致しません。内容が変わっているか、事務局の鍵で署名されたものではありません。",
            "The signature does not fit: the content was changed, or the office's key did not sign it.",
        )
    ]


def _holds(receipt: Receipt, key: str) -> bool:
    try:
        return is_signed(receipt.content, receipt.signature, key)
    except ValueError:  # content that has no canonical form was never signed
        return False


def _head(claim: Claim, *, is_valid: bool) -> Text:
    number, at = claim.receipt.number, _in_japan(claim.receipt.submitted_at)
    if is_valid:
        return Text(
            f"{number}（{at.ja} 受付）は正しい受付票です。", f"{number}, received {at.en}, is genuine."
        )
    return Text(
        f"{number}（{at.ja} 受付）は正しくありません。", f"{number}, received {at.en}, does not hold."
    )


def _in_japan(submitted_at: str) -> Text:
    """As the receipt says it on paper; what is no time with a zone is told as it stands."""
    try:
        at = datetime.fromisoformat(submitted_at)
    except ValueError:
        return Text(submitted_at, submitted_at)
    if at.tzinfo is None:
        return Text(submitted_at, submitted_at)
    at = at.astimezone(JST)
    return Text(
        f"{at.year}年{at.month}月{at.day}日 {at:%H:%M:%S}", f"{at.day} {at:%B %Y, %H:%M:%S} Japan time"
    )


def _notes(claim: Claim, key: str, folder: Path | None, erased: Sequence[Tombstone]) -> list[Text]:
    notes = []
    if not key:
        notes.append(
            Text(
                f"受付票の中の鍵で確かめました。事務局が公開している鍵と同じか確かめてください: {claim.receipt.public_key}",
                f"Checked with the key in the receipt. Compare it with the office's published key: {claim.receipt.public_key}",
            )
        )
    gone = {each.key for each in erased}
    if folder is None and any(key_of(each) not in gone for each in claim.receipt.files):
        notes.append(
            Text(
                "添付ファイルの中身は確かめていません。--files にフォルダを指定すると確かめます。",
                "The files themselves were not checked; --files FOLDER does that.",
            )
        )
    return notes


_NO_RECORDS = Text(
    "--erased のファイルが、消去の記録（JSON）ではありません。",
    "The file of --erased holds no records of erased files (JSON).",
)
