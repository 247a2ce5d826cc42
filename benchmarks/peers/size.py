"""Size of an applicant (事業者の規模) for OpenFisca; the tracks import the variables they need."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.peers.programme import count_input, flag, flag_input, yen_input

INPUTS = (
    count_input("stated_size"),  # 0 not stated, 1 large, 2 medium, 3 small
    yen_input("capital"),
    count_input("regular_employees"),
    yen_input("capital_line"),
    count_input("employee_line"),
    flag_input("judged_by_capital_too"),
)
MICRO_INPUTS = (count_input("micro_line"), flag_input("may_be_micro"))


@flag("Capital at or under the line")
def capital_within_line(person: Any, period: Any) -> Any:
    within = person("capital", period) <= person("capital_line", period)
    return person("judged_by_capital_too", period) * within


@flag("Employees at or under the line")
def employees_within_line(person: Any, period: Any) -> Any:
    return person("regular_employees", period) <= person("employee_line", period)


@flag("An SME by the lines")
def sme_by_lines(person: Any, period: Any) -> Any:
    return person("capital_within_line", period) + person("employees_within_line", period)


@flag("A micro-enterprise by the lines")
def small_by_lines(person: Any, period: Any) -> Any:
    within = person("regular_employees", period) <= person("micro_line", period)
    return person("sme_by_lines", period) * person("may_be_micro", period) * within


@flag("Small or medium enterprise")
def is_sme(person: Any, period: Any) -> Any:
    stated = person("stated_size", period)
    return np.where(stated == 0, person("sme_by_lines", period), stated != 1)


@flag("Micro-enterprise")
def is_small(person: Any, period: Any) -> Any:
    stated = person("stated_size", period)
    return np.where(stated == 0, person("small_by_lines", period), stated == 3)
