"""Errors (できない理由): why an action was refused, in words for the person who tried."""

from __future__ import annotations

from collections.abc import Sequence

from hojokin.flow.form import FormProblem
from hojokin.office.records.models import FilingEntry
from hojokin.rules.engine.facts import Text


class NotAllowed(Exception):
    """The actor may not do this (権限がない)."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


class Unmet(Exception):
    """Something that the step needs is missing (条件を満たさない): every problem at once."""

    def __init__(self, problems: Sequence[FormProblem]) -> None:
        super().__init__("; ".join(each.message.en for each in problems))
        self.problems = tuple(problems)


class StaleField(Exception):
    """Somebody else wrote the field meanwhile (同時編集): what stands there now."""

    def __init__(self, entry: FilingEntry) -> None:
        super().__init__(entry.name)
        self.entry = entry


class RefusedFile(Exception):
    """A file that is not taken (受け付けないファイル): every reason at once."""

    def __init__(self, reasons: Sequence[Text]) -> None:
        super().__init__("; ".join(each.en for each in reasons))
        self.reasons = tuple(reasons)
