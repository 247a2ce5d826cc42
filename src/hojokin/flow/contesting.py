"""Contesting (自動判定への異議): what the office ruled on it, and what an application is then decided on.

A refusal that is contested counts once a reviewer has ruled on it: upheld, it refuses no more; not upheld, it stays and
the ruling's reason stands beside it. Without a ruling nothing is decided, so that nobody is refused unheard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from hojokin.flow.assessing import Assessed, Reason
from hojokin.flow.form import Values
from hojokin.rules.engine.facts import Text

CONTEST = "contest"
NOT_UPHELD = "contest_not_upheld"


@dataclass(frozen=True, slots=True)
class Ruling:
    """Ruling on a contest (異議の裁定): on the refusal of a rule, with its reason. ``at`` is a moment as text."""

    rule: str
    is_upheld: bool
    reason: str
    by: str
    at: str

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Contested:
    """A refusal that the applicant contests (異議のある判定), and the ruling on it, if there is one."""

    refusal: Reason
    ruling: Ruling | None = None

    def as_json(self) -> dict[str, Any]:
        """As it is stored: the refusal with the ruling. Only what has one is stored."""
        return {**self.refusal.as_json(), **(self.ruling.as_json() if self.ruling else {})}


def contests(values: Values) -> bool:
    """Whether the applicant contests what the automatic checks say."""
    return values.get(CONTEST) is True


def upheld_rules(rulings: Sequence[Ruling]) -> frozenset[str]:
    """The rules that refuse no more."""
    return frozenset(each.rule for each in rulings if each.is_upheld)


def contested_in(values: Values, assessed: Assessed, rulings: Sequence[Ruling]) -> tuple[Contested, ...]:
    """Every refusal of what was handed in with the ruling on it; none where the applicant contests nothing."""
    if not contests(values):
        return ()
    known: Mapping[str, Ruling] = {each.rule: each for each in rulings}
    every = (*assessed.overruled, *assessed.refusals)
    return tuple(Contested(each, known.get(each.code)) for each in every)


def unruled(contested: Sequence[Contested]) -> tuple[Text, ...]:
    """Why it cannot be decided yet: a sentence for every contested refusal without a ruling."""
    return tuple(_unruled(each.refusal) for each in contested if each.ruling is None)


def reasons_with_rulings(refusals: Sequence[Reason], contested: Sequence[Contested]) -> tuple[Reason, ...]:
    """The refusals that stand, each followed by why the contest of it was not upheld."""
    ruled = {each.refusal.code: each.ruling for each in contested}
    made: list[Reason] = []
    for each in refusals:
        made.append(each)
        ruling = ruled.get(each.code)
        if ruling is not None and not ruling.is_upheld:
            made.append(Reason(NOT_UPHELD, _not_upheld(ruling.reason), each.clause))
    return tuple(made)


def without_words(kept: Mapping[str, Any]) -> dict[str, Any]:
    """A stored reason or ruling without what a person wrote in it, for a case that is erased."""
    blank = {name: "" for name in ("reason", "by") if name in kept}
    if kept.get("code") == NOT_UPHELD:
        said = _not_upheld("")
        blank |= {"ja": said.ja, "en": said.en}
    return {**kept, **blank}


def _unruled(refusal: Reason) -> Text:
    return Text(
        f"異議の裁定がまだです。審査のページの「自動判定への異議」で、審査担当が裁定してください。判定：{refusal.text.ja}",
        f"The contest is not ruled on yet. A reviewer rules on it on the review page. The result: {refusal.text.en}",
    )


def _not_upheld(reason: str) -> Text:
    return Text(
        f"この判定への異議は、認めませんでした。{reason}",
        f"The contest of this result was not upheld. {reason}",
    )
