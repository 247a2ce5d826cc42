"""What would this applicant get, and why: questions put to the rules, answers and faults as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from hojokin.rules import Estimate, compare, estimate
from hojokin.rules.engine.facts import Problem
from hojokin.rules.problems import InvalidQuestion

type Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a question, at the place a JSON Pointer names, in the reader's language."""

    pointer: str
    code: str
    message: str


def estimate_answer(asked: Mapping[str, Any]) -> Answer:
    """The answer of the one track that is asked. Raises InvalidQuestion."""
    return estimate(asked).as_dict()


def all_tracks(asked: Mapping[str, Any]) -> list[Estimate]:
    """The estimates of every track that the question holds enough for. Raises InvalidQuestion."""
    return compare(asked)


def comparison(asked: Mapping[str, Any]) -> list[Answer]:
    """The same as plain data."""
    return [each.as_dict() for each in all_tracks(asked)]


def faults_of(error: InvalidQuestion) -> list[Fault]:
    """Every problem in a question, told in the language in force."""
    return [fault_of(problem) for problem in error.problems]


def fault_of(problem: Problem) -> Fault:
    """One problem, told in the language in force."""
    return Fault(problem.place, problem.code, problem.message.in_language(get_language() or "ja"))
