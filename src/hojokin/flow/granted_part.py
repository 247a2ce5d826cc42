"""A part of a granted amount (交付決定額の内訳), and what it comes to by the settlement's rules when it stands by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import Rates
from hojokin.rules.engine.rulebook import Answer
from hojokin.rules.shared.settlement import PART_LABELS, SettledPart

BOOK = "settlement"
SAID = ("lost_small_rate", "settled_below_grant")
_ANSWERS = ("settled_amount", "share_of_spending", "counted_cost", *SAID, "single_rate", "first_tier_rate")


@dataclass(frozen=True, slots=True)
class GrantedPart:
    """A part of the granted amount (交付決定額の内訳). ``small`` is the raised rate of micro-enterprises.

    In a group a part belongs to one member: its rows in form 1, its name, and as ``most`` what its own costs bring before
    the ceilings of the group. Without ``members`` it is the whole case's.
    """

    code: str
    part: SettledPart
    cost: int
    granted: int
    small: bool = False
    sme_accounts: int = 1
    accounts: int = 1
    members: tuple[int, ...] = ()
    holder: str = ""
    most: int = 0

    @property
    def kind(self) -> str:
        """The part of the track that it is, whoever's."""
        return self.code.partition("-")[0]

    @property
    def label(self) -> Text:
        """In words."""
        label = PART_LABELS[self.part]
        return Text(f"{self.holder}（{label.ja}）", f"{self.holder} ({label.en})") if self.holder else label


@dataclass(frozen=True, slots=True)
class SettledLine:
    """What a part comes to (確定額の内訳): ``counted`` is the cost that counts, ``share`` that times the rate."""

    part: GrantedPart
    spent: int
    counted: int
    share: int
    amount: int
    rate: str
    said: tuple[Text, ...]


def settled_part(part: GrantedPart, spent: int, edition: str, *, small_now: bool) -> SettledLine:
    """One part by itself: the lower of spending times rate and what was granted for it."""
    answer = answer_of(part, spent, part.granted, edition, small_now=small_now)
    said = said_in(answer, SAID)
    if part.sme_accounts < part.accounts:
        said = (_shared(part), *said)
    return line_of(part, spent, answer, edition, amount=answer["settled_amount"], said=said)


def answer_of(part: GrantedPart, spent: int, granted: int, edition: str, *, small_now: bool) -> Answer:
    """What the settlement's rules answer for a part with so much spent and so much granted."""
    facts = {
        "settled_part": int(part.part),
        "granted_amount": granted,
        "applied_eligible_cost": part.cost,
        "actual_eligible_cost": spent,
        "small_at_decision": part.small,
        "small_at_completion": small_now,
        "sme_accounts": part.sme_accounts,
        "contracted_accounts": part.accounts,
    }
    return rulebook(BOOK, edition).evaluate(facts, _ANSWERS)


def said_in(answer: Answer, names: tuple[str, ...]) -> tuple[Text, ...]:
    """What some of its cautions tell."""
    return tuple(step.message for step in answer.steps if step.rule.name in names and step.value is True)


def line_of(
    part: GrantedPart, spent: int, answer: Answer, edition: str, *, amount: int, said: tuple[Text, ...]
) -> SettledLine:
    """A part's line, with the cost and the share that the rules answered."""
    counted, share = answer["counted_cost"], answer["share_of_spending"]
    return SettledLine(part, spent, counted, share, amount, _rate(answer, part, edition), said)


def _rate(answer: Answer, part: GrantedPart, edition: str) -> str:
    """The rate in words; tools of the invoice track have one for each tier."""
    if part.part is not SettledPart.INVOICE_TOOLS:
        return str(answer["single_rate"])
    tiers = cast("Rates", rulebook(BOOK, edition).parameters.blocks["invoice_rates"])
    return f"{answer['first_tier_rate']}・{tiers.second}"


def _shared(part: GrantedPart) -> Text:
    """Only the accounts of small firms count (D-08 D-14)."""
    return Text(
        f"対象経費のうち、中小企業等のアカウントの割合（{part.sme_accounts}/{part.accounts}）に補助率を乗じます。",
        f"The rate applies to the share of the accounts of small firms ({part.sme_accounts}/{part.accounts}).",
    )
