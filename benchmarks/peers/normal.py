"""The normal track (通常枠) for OpenFisca."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.peers import size
from benchmarks.peers.programme import count_input, flag, rate, yen, yen_input
from benchmarks.peers.size import capital_within_line, employees_within_line, is_sme, sme_by_lines

__all__ = ["INPUTS", "PARAMETERS", "capital_within_line", "employees_within_line", "is_sme", "sme_by_lines"]

PARAMETERS = {
    "services_cap": 2_000_000,
    "rate": 0.5,
    "rate_near_minimum_wage": 2 / 3,
    "low_wage_months": 3,
    "wide_band_kinds": 4,
    "narrow_ceiling": 1_499_999,
    "wide_ceiling": 4_500_000,
    "floor": 50_000,
}
INPUTS = (
    yen_input("software_cost"),
    yen_input("extension_cost"),
    yen_input("data_integration_cost"),
    yen_input("security_option_cost"),
    yen_input("consulting_cost"),
    yen_input("setup_training_cost"),
    yen_input("maintenance_cost"),
    count_input("software_items"),
    count_input("consulting_items"),
    count_input("process_kinds"),
    count_input("core_process_kinds"),
    count_input("low_wage_months"),
    yen_input("requested_amount"),
    *size.INPUTS,
)


@yen("Services")
def services_cost(person: Any, period: Any) -> Any:
    training = person("setup_training_cost", period)
    return person("consulting_cost", period) + training + person("maintenance_cost", period)


@yen("Services that count")
def counted_services(person: Any, period: Any, parameters: Any) -> Any:
    return np.minimum(person("services_cost", period), parameters(period).services_cap)


@yen("Eligible cost")
def eligible_cost(person: Any, period: Any) -> Any:
    return (
        person("software_cost", period)
        + person("extension_cost", period)
        + person("data_integration_cost", period)
        + person("security_option_cost", period)
        + person("counted_services", period)
    )


@flag("Pays near the minimum wage")
def near_minimum_wage(person: Any, period: Any, parameters: Any) -> Any:
    return person("low_wage_months", period) >= parameters(period).low_wage_months


@rate("Rate")
def subsidy_rate(person: Any, period: Any, parameters: Any) -> Any:
    near = person("near_minimum_wage", period)
    return np.where(near, parameters(period).rate_near_minimum_wage, parameters(period).rate)


@yen("Eligible cost times rate")
def share_of_cost(person: Any, period: Any) -> Any:
    return np.floor(person("eligible_cost", period) * person("subsidy_rate", period))


@flag("Enough kinds for the wide band")
def has_wide_band_kinds(person: Any, period: Any, parameters: Any) -> Any:
    return person("process_kinds", period) >= parameters(period).wide_band_kinds


@yen("Ceiling")
def ceiling(person: Any, period: Any, parameters: Any) -> Any:
    wide = person("has_wide_band_kinds", period)
    return np.where(wide, parameters(period).wide_ceiling, parameters(period).narrow_ceiling)


@yen("Most that can be granted")
def most_grantable(person: Any, period: Any) -> Any:
    return np.minimum(person("share_of_cost", period), person("ceiling", period))


@yen("Amount applied for")
def applied_amount(person: Any, period: Any) -> Any:
    return np.minimum(person("most_grantable", period), person("requested_amount", period))


@flag("Reaches the floor")
def reaches_floor(person: Any, period: Any, parameters: Any) -> Any:
    return person("most_grantable", period) >= parameters(period).floor


@flag("The request reaches the floor")
def request_reaches_floor(person: Any, period: Any, parameters: Any) -> Any:
    return person("requested_amount", period) >= parameters(period).floor


@flag("Includes software")
def has_software(person: Any, period: Any) -> Any:
    return person("software_items", period) >= 1


@flag("Has a business process")
def has_core_process(person: Any, period: Any) -> Any:
    return person("core_process_kinds", period) >= 1


@flag("At most one consulting item")
def has_one_consulting(person: Any, period: Any) -> Any:
    return person("consulting_items", period) <= 1


@flag("The tools chosen may be applied for")
def has_fit_tools(person: Any, period: Any) -> Any:
    tools = person("has_software", period) * person("has_core_process", period)
    return tools * person("has_one_consulting", period)


@yen("Subsidy")
def amount_yen(person: Any, period: Any) -> Any:
    floors = person("reaches_floor", period) * person("request_reaches_floor", period)
    granted = floors * person("has_fit_tools", period) * person("is_sme", period)
    return np.where(granted, person("applied_amount", period), 0)
