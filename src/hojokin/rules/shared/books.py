"""Subject books (枠に属さない規則): subjects with rules of their own, outside the amount of a track."""

from __future__ import annotations

from hojokin.rules.engine.facts import Text
from hojokin.rules.shared import (
    attachments,
    interest,
    records,
    reductions,
    repayment,
    settlement,
    wage_bonus,
)
from hojokin.rules.track import Book

SUBJECT_BOOKS = (
    Book("bonus", Text("加点", "Bonus items"), (wage_bonus,), ("shared/{edition}/bonus.yaml",)),
    Book("reductions", Text("減点", "Reductions"), (reductions,), ("shared/{edition}/reductions.yaml",)),
    Book(
        "documents",
        Text("必要書類", "Required documents"),
        (attachments,),
        ("shared/{edition}/attachments.yaml",),
    ),
    Book("settlement", Text("額の確定", "Settlement"), (settlement,), ("shared/{edition}/settlement.yaml",)),
    Book("repayment", Text("返還", "Repayment"), (repayment,), ("shared/{edition}/repayment.yaml",)),
    Book("interest", Text("加算金・延滞金", "Interest"), (interest,), ("shared/{edition}/interest.yaml",)),
    Book("records", Text("帳簿と財産", "Records and assets"), (records,), ("shared/{edition}/records.yaml",)),
)
