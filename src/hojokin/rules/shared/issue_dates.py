"""Issue dates (発行日): whether a paper is young enough to be handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hojokin.rules.engine.facts import Text
from hojokin.rules.shared.days import add_months
from hojokin.rules.shared.documents import Document


class AgeOutcome(StrEnum):
    """How a paper's day of issue stands (発行日の判定)."""

    ACCEPTED = "accepted"
    TOO_OLD_BY_DEADLINE = "too_old_by_deadline"  # in time today, but not when counted back from the deadline
    TOO_OLD = "too_old"
    ISSUED_LATER = "issued_later"


@dataclass(frozen=True, slots=True)
class AgeCheck:
    """The answer on a day of issue; ``valid_until`` is the last day of submission, None without a limit."""

    outcome: AgeOutcome
    valid_until: date | None
    message: Text | None

    @property
    def accepted(self) -> bool:
        """Whether the paper may be handed in; a warning does not keep it out."""
        return self.outcome in {AgeOutcome.ACCEPTED, AgeOutcome.TOO_OLD_BY_DEADLINE}


def check_issue_date(
    document: Document, issued_on: date, submitted_on: date, deadline_on: date | None = None
) -> AgeCheck:
    """Whether a paper is young enough: the months run from its issue to the submission, both days included.

    Sources differ on what to count to (PORTAL.Y-01): the submission decides, and a paper that would be too
    old on the round's deadline is accepted with a warning.
    """
    if issued_on > submitted_on:
        return AgeCheck(AgeOutcome.ISSUED_LATER, None, _issued_later(document, issued_on, submitted_on))
    if document.issued_within_months is None:
        return AgeCheck(AgeOutcome.ACCEPTED, None, None)
    until = add_months(issued_on, document.issued_within_months)
    if submitted_on > until:
        return AgeCheck(AgeOutcome.TOO_OLD, until, _too_old(document, issued_on, until))
    if deadline_on is not None and deadline_on > until:
        return AgeCheck(AgeOutcome.TOO_OLD_BY_DEADLINE, until, _old_by_deadline(document, deadline_on, until))
    return AgeCheck(AgeOutcome.ACCEPTED, until, None)


def _issued_later(document: Document, issued_on: date, submitted_on: date) -> Text:
    return Text(
        f"{document.name.ja}の発行日{issued_on}が提出日{submitted_on}より後です。発行日を確かめてください。",
        f"{document.name.en} was issued on {issued_on}, after the submission on {submitted_on}. Check the "
        f"date.",
    )


def _too_old(document: Document, issued_on: date, until: date) -> Text:
    months = document.issued_within_months
    return Text(
        f"{document.name.ja}は発行から{months}か月以内のものが必要です（公募要領 必要書類）。"
        f"発行日{issued_on}のものは"
        f"{until}までしか使えません。取り直してください。",
        f"{document.name.en} must be no older than {months} months (application guidelines, documents). "
        f"Issued on "
        f"{issued_on}, it could be used until {until}. Get a new one.",
    )


def _old_by_deadline(document: Document, deadline_on: date, until: date) -> Text:
    return Text(
        f"{document.name.ja}は{until}まで使えますが、"
        f"締切日{deadline_on}からさかのぼると期間を過ぎています。数え方は公式資料で"
        "未確認です（公募要領 必要書類）。取り直すと確実です。",
        f"{document.name.en} can be used until {until}, but counted back from the deadline on "
        f"{deadline_on} it is too old. "
        "How to count is not confirmed officially (application guidelines, documents). A new one is safer.",
    )
