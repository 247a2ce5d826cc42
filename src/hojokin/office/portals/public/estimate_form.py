"""The estimator's form: what was typed, the question it makes, what is wrong with it, and every track's answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from hojokin.office.portals.public import choices
from hojokin.office.portals.public.fields import Field, make
from hojokin.office.portals.public.outcomes import Outcome, outcomes
from hojokin.office.portals.public.typed import ROWS, SINGLE, Typed
from hojokin.office.queries.estimates import Fault, all_tracks, faults_of
from hojokin.rules.problems import InvalidQuestion

CHOICES: Mapping[str, Callable[[], list[choices.Choice]]] = {
    "applicant-size": choices.sizes,
    "applicant-legal_form": choices.legal_forms,
    "applicant-industry_code": choices.industries,
    "applicant-exempt_sector": choices.exempt_sectors,
    "costs-category": choices.categories,
    "costs-processes": choices.processes,
    "costs-functions": choices.functions,
    "costs-ai": choices.ai_kinds,
    "applicant-past_grants-year": choices.earlier_years,
    "applicant-past_grants-track": choices.earlier_tracks,
}
# Any track serves to read the question: the comparison asks them all.
FIRST_TRACK = "normal"


@dataclass(frozen=True, slots=True)
class PlacedProblem:
    """What is wrong, and the field to go to; ``anchor`` is empty when it is no single field's fault."""

    anchor: str
    label: str
    message: str


@dataclass(frozen=True)
class EstimateForm:
    """The form as filled in. Nothing that was typed is lost, whatever is wrong with it."""

    typed: Typed
    extra: Sequence[PlacedProblem] = ()

    @property
    def is_asked(self) -> bool:
        """Whether any line of the quote holds more than a category."""
        return bool(self.typed.without_blank_costs().count("costs"))

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """Every track's answer; none while the question is not asked or has problems."""
        return self._answer[0]

    @cached_property
    def problems(self) -> list[PlacedProblem]:
        """Everything that is wrong, once the question is asked."""
        return [*self.extra, *(self._placed(fault) for fault in self._answer[1])]

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields that stand once, by the last part of their name."""
        return {name.rsplit("-", 1)[-1]: self._field(name) for name in SINGLE}

    @cached_property
    def costs(self) -> list[dict[str, Field]]:
        """The quote's rows; an empty form offers one."""
        return self._rows("costs", at_least=1)

    @cached_property
    def past_grants(self) -> list[dict[str, Field]]:
        """The rows of earlier grants."""
        return self._rows("applicant-past_grants")

    @property
    def open(self) -> dict[str, bool]:
        """Which folded parts of the form hold something."""
        names = {name.split("-")[1] for name in self.typed.values if name.startswith("applicant-")}
        return {
            "derive": bool(names & {"legal_form", "industry_code", "capital_yen", "regular_employees"}),
            "wages": bool(names & {"low_wage_months", "exempt_sector", "past_grants"}),
        }

    @cached_property
    def _answer(self) -> tuple[list[Outcome], list[Fault]]:
        if not self.is_asked:
            return [], []
        question, unread = self._asked.question()
        faults = [
            Fault("/" + name.replace("-", "/"), "integer", _not_a_number(text))
            for name, text in unread.items()
        ]
        try:
            estimates = all_tracks({"track": FIRST_TRACK, **question})
        except InvalidQuestion as error:
            told = {fault.pointer for fault in faults}
            return [], faults + [fault for fault in faults_of(error) if fault.pointer not in told]
        return ([], faults) if faults else (outcomes(estimates), [])

    @cached_property
    def _asked(self) -> Typed:
        return self.typed.without_blank_costs()

    def _placed(self, fault: Fault) -> PlacedProblem:
        name = self._name_at(fault.pointer)
        return PlacedProblem(name, self._label(name), fault.message)

    def _name_at(self, pointer: str) -> str:
        """The field that a JSON Pointer of the question speaks of, or its nearest parent that has one."""
        name = self._in_form(pointer.removeprefix("/").replace("/", "-"))
        while name and not self._exists(name):
            name = name.rpartition("-")[0]
        return name

    def _in_form(self, name: str) -> str:
        """Blank quote lines are not asked about; the number of a line in the form counts them."""
        found = re.fullmatch(r"costs-(\d+)(.*)", name)
        if not found:
            return name
        blank = [number for number in range(self.typed.count("costs")) if self._is_blank(number)]
        number = int(found[1])
        for each in blank:
            number += each <= number
        return f"costs-{number}{found[2]}"

    def _is_blank(self, number: int) -> bool:
        return not any(
            self.typed.texts(f"costs-{number}-{part}") for part in ROWS["costs"] if part != "category"
        )

    def _exists(self, name: str) -> bool:
        group, _number, part = _row_of(name)
        return name in SINGLE or part in ROWS.get(group, ())

    def _label(self, name: str) -> str:
        if not name:
            return ""
        group, number, _part = _row_of(name)
        label = self._bare(name).label
        return _("%(n)s行目の%(label)s") % {"n": number + 1, "label": label} if group == "costs" else label

    def _rows(self, group: str, at_least: int = 0) -> list[dict[str, Field]]:
        count = max(self.typed.count(group), at_least)
        return [
            {part: self._field(f"{group}-{number}-{part}") for part in ROWS[group]} for number in range(count)
        ]

    def _field(self, name: str) -> Field:
        return make(name, self.typed.texts(name), self._choices(name), self._wrong.get(name, ()))

    def _bare(self, name: str) -> Field:
        return make(name, (), self._choices(name), ())

    @staticmethod
    def _choices(name: str) -> Callable[[], list[choices.Choice]] | None:
        return CHOICES.get(re.sub(r"-\d+-", "-", name))

    @cached_property
    def _wrong(self) -> dict[str, list[str]]:
        told: dict[str, list[str]] = {}
        for problem in self.problems:
            told.setdefault(problem.anchor, []).append(problem.message)
        return told


def _row_of(name: str) -> tuple[str, int, str]:
    found = re.fullmatch(r"(.+)-(\d+)-(\w+)", name)
    return (found[1], int(found[2]), found[3]) if found else (name, 0, "")


def _not_a_number(text: str) -> str:
    return _("「%(text)s」を数として読めません。1,200,000 や 120万 のように入力してください。") % {
        "text": text
    }
