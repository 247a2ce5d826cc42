"""The security track (セキュリティ対策推進枠) for OpenFisca."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.peers import size
from benchmarks.peers.programme import count_input, flag, rate, yen, yen_input
from benchmarks.peers.size import (
    capital_within_line,
    employees_within_line,
    is_small,
    is_sme,
    small_by_lines,
    sme_by_lines,
)

__all__ = [
    "INPUTS",
    "PARAMETERS",
    "capital_within_line",
    "employees_within_line",
    "is_small",
    "is_sme",
    "small_by_lines",
    "sme_by_lines",
]

PARAMETERS = {"rate": 0.5, "rate_small": 2 / 3, "floor": 50_000, "ceiling": 1_500_000}
INPUTS = (
    yen_input("security_service_cost"),
    count_input("security_service_items"),
    yen_input("requested_amount"),
    *size.INPUTS,
    *size.MICRO_INPUTS,
)


@yen("Eligible cost")
def eligible_cost(person: Any, period: Any) -> Any:
    return person("security_service_cost", period)


@rate("Rate")
def subsidy_rate(person: Any, period: Any, parameters: Any) -> Any:
    return np.where(person("is_small", period), parameters(period).rate_small, parameters(period).rate)


@yen("Eligible cost times rate")
def share_of_cost(person: Any, period: Any) -> Any:
    return np.floor(person("eligible_cost", period) * person("subsidy_rate", period))


@yen("Most that can be granted")
def most_grantable(person: Any, period: Any, parameters: Any) -> Any:
    return np.minimum(person("share_of_cost", period), parameters(period).ceiling)


@yen("Amount applied for")
def applied_amount(person: Any, period: Any) -> Any:
    return np.minimum(person("most_grantable", period), person("requested_amount", period))


@flag("Reaches the floor")
def reaches_floor(person: Any, period: Any, parameters: Any) -> Any:
    return person("most_grantable", period) >= parameters(period).floor


@flag("The request reaches the floor")
def request_reaches_floor(person: Any, period: Any, parameters: Any) -> Any:
    return person("requested_amount", period) >= parameters(period).floor


@flag("Includes a listed security service")
def has_security_service(person: Any, period: Any) -> Any:
    return person("security_service_items", period) >= 1


@yen("Subsidy")
def amount_yen(person: Any, period: Any) -> Any:
    floors = person("reaches_floor", period) * person("request_reaches_floor", period)
    granted = floors * person("has_security_service", period) * person("is_sme", period)
    return np.where(granted, person("applied_amount", period), 0)
