"""Results of transfers (振込結果): a file of number and result code, read with every fault at once."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.reference.reading import read_text

COLUMNS = ("number", "result")


@dataclass(frozen=True, slots=True)
class ResultCode:
    """One result code (結果コード)."""

    code: str
    label: Text
    is_paid: bool


@dataclass(frozen=True, slots=True)
class TransferResult:
    """What became of one transfer (振込1件の結果)."""

    number: int
    result: ResultCode


@dataclass(frozen=True, slots=True)
class ResultProblem:
    """Why a file of results cannot be taken: ``line`` counts from 1 with the head."""

    line: int
    message: Text


@cache
def result_codes() -> Mapping[str, ResultCode]:
    """Every code."""
    raw = read(read_text("hojokin.flow", "data/transfer_results.yaml"))
    return {
        code: ResultCode(code, Text(each["ja"], each["en"]), bool(each["paid"])) for code, each in raw.items()
    }


def read_results(text: str) -> tuple[Sequence[TransferResult], Sequence[ResultProblem]]:
    """The results of a CSV with the columns number and result, and everything wrong with it."""
    rows = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        said = Text(
            "1行目に「number,result」の見出しがあるCSVを選んでください。",
            "Choose a CSV whose first line names the columns number and result.",
        )
        return (), (ResultProblem(1, said),)
    found: dict[int, TransferResult] = {}
    wrong: list[ResultProblem] = []
    for line, row in zip(count(2), rows, strict=False):
        number, code = (row["number"] or "").strip(), (row["result"] or "").strip()
        faults = [ResultProblem(line, each) for each in _faults(number, code, found)]
        wrong += faults
        if not faults:
            found[int(number)] = TransferResult(int(number), result_codes()[code])
    return tuple(found.values()), tuple(wrong)


def _faults(number: str, code: str, found: Mapping[int, TransferResult]) -> Iterator[Text]:
    is_number = number.isascii() and number.isdecimal() and len(number) <= 18
    if not is_number:
        yield Text(f"振込番号「{number}」は数字ではありません。", f"Transfer number {number!r} is no number.")
    elif int(number) in found:
        yield Text(f"振込番号{number}が2回あります。", f"Transfer {number} stands there twice.")
    if code not in result_codes():
        known = "・".join(f"{each.code} {each.label.ja}" for each in result_codes().values())
        known_en = ", ".join(f"{each.code} {each.label.en}" for each in result_codes().values())
        yield Text(
            f"結果コード「{code}」はありません。使えるのは {known} です。",
            f"There is no result code {code!r}; known: {known_en}.",
        )
