"""Attachments (添付ファイル): size and format of a file, and how many trading partners a list may name."""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Flag, Limit
from hojokin.rules.engine.facts import Problem, Text, number
from hojokin.rules.engine.loading import Limits, Numbers
from hojokin.rules.engine.rulebook import Rulebook, criterion

BYTES_HIGHEST = 10**12 - 1

attachment_bytes = number(
    "添付ファイルの大きさ（バイト）", "Size of the attachment in bytes", highest=BYTES_HIGHEST, default=0
)
trading_partners = number(
    "取引先一覧に載せる取引先の数",
    "Partners on the list of trading partners",
    default=0,
    document=("取引先一覧", "List of trading partners"),
)


@criterion(
    "添付ファイルが大きさの上限未満である",
    en="The attachment is small enough",
    clause="重点確認事項 添付書類",
    facts="W-50 PORTAL.Y-02",
    refusal=(
        "添付ファイルは{attachment_bytes:,}バイトです。"
        "{attachment_size.megabytes.below}MB未満にしてください（{clause}）。"
        "解像度を下げるか、ページを分けて保存し直してください。"
    ),
    refusal_en=(
        "The attachment has {attachment_bytes:,} bytes; it must be below "
        "{attachment_size.megabytes.below} MB ({clause}). "
        "Save it with a lower resolution or in parts."
    ),
)
def attachment_is_small_enough(attachment_bytes: Count, attachment_size: Limits, megabyte: Numbers) -> Flag:
    return attachment_size.megabytes.admits_share(attachment_bytes, megabyte.bytes, per=1)


@criterion(
    "取引先が上限以内である",
    en="Few enough trading partners",
    clause="取引先一覧 様式",
    facts="S-65 W-48",
    refusal=(
        "取引先が{trading_partners}社あります。"
        "取引先一覧に載せられるのは{partners_on_list.partners.highest}社までです"
        "（{clause}）。主な取引先に絞ってください。"
    ),
    refusal_en=(
        "There are {trading_partners} partners; the list holds {partners_on_list.partners.highest} at "
        "most ({clause}). "
        "Keep the main ones."
    ),
)
def partners_fit_on_list(trading_partners: Count, partners_on_list: Limits) -> Flag:
    return partners_on_list.partners.admits(trading_partners)


def check_attachment(book: Rulebook, file_name: str, size: int) -> list[Problem]:
    """Everything that keeps a file out: its format by the end of its name, and its size in bytes."""
    return _format_problems(book, file_name) + _size_problems(book, size)


def _format_problems(book: Rulebook, file_name: str) -> list[Problem]:
    block = book.parameters.blocks["attachment_formats"]
    endings = block.values["endings"]
    assert isinstance(endings, tuple)  # noqa: S101 - a list in the packaged file
    if file_name.lower().endswith(tuple(f".{each}" for each in endings)):
        return []
    kinds = "・".join(str(each).upper() for each in endings)
    message = Text(
        f"「{file_name}」は添付できません。{kinds}のどれかで保存し直してください（{block.clause}）。",
        f"{file_name!r} cannot be attached. Save it as one of {kinds} ({block.clause}).",
    )
    return [Problem("file_name", "format", message)]


def _size_problems(book: Rulebook, size: int) -> list[Problem]:
    name = "attachment_is_small_enough"
    answer = book.evaluate({"attachment_bytes": size}, (name,))
    return [Problem("size", "size", step.message) for step in answer.steps if not step.value]


def size_below(book: Rulebook) -> int:
    """Bytes that an attachment has to stay below (W-50, PORTAL.Y-02)."""
    blocks = book.parameters.blocks
    limit, megabyte = blocks["attachment_size"].values["megabytes"], blocks["megabyte"].values["bytes"]
    assert isinstance(limit, Limit)  # noqa: S101 - as the packaged file writes it
    assert isinstance(megabyte, int)  # noqa: S101 - as the packaged file writes it
    return (limit.highest + 1) * megabyte
