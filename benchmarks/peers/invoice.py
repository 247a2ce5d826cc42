"""The invoice track (インボイス対応類型) for OpenFisca."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.peers import size
from benchmarks.peers.programme import count_input, flag, flag_input, rate, yen, yen_input
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

PARAMETERS = {
    "services_cap": 2_000_000,
    "first_rate": 0.75,
    "first_rate_small": 0.8,
    "second_rate": 2 / 3,
    "hardware_rate": 0.5,
    "knee": 666_667,
    "knee_small": 625_001,
    "first_cap": 500_000,
    "both_caps": 3_500_000,
    "second_tier_functions": 2,
    "pc_tablet_cap": 100_000,
    "register_cap": 200_000,
}
INPUTS = (
    yen_input("requested_amount"),
    count_input("software_items"),
    count_input("fit_software_items"),
    count_input("unstated_function_items"),
    count_input("consulting_items"),
    yen_input("software_cost"),
    yen_input("extension_cost"),
    yen_input("data_integration_cost"),
    yen_input("security_option_cost"),
    yen_input("consulting_cost"),
    yen_input("setup_training_cost"),
    yen_input("maintenance_cost"),
    yen_input("pc_tablet_cost"),
    yen_input("register_cost"),
    count_input("functions"),
    flag_input("exact_fractions"),
    *size.INPUTS,
    *size.MICRO_INPUTS,
)


@yen("Services that count")
def counted_services(person: Any, period: Any, parameters: Any) -> Any:
    training = person("setup_training_cost", period)
    services = person("consulting_cost", period) + training + person("maintenance_cost", period)
    return np.minimum(services, parameters(period).services_cap)


@yen("Eligible cost of IT tools")
def it_tools_cost(person: Any, period: Any) -> Any:
    return (
        person("software_cost", period)
        + person("extension_cost", period)
        + person("data_integration_cost", period)
        + person("security_option_cost", period)
        + person("counted_services", period)
    )


@rate("Rate of the first tier")
def first_tier_rate(person: Any, period: Any, parameters: Any) -> Any:
    small = person("is_small", period)
    return np.where(small, parameters(period).first_rate_small, parameters(period).first_rate)


@yen("Cost in the first tier")
def first_tier_cost(person: Any, period: Any, parameters: Any) -> Any:
    knee = np.where(person("is_small", period), parameters(period).knee_small, parameters(period).knee)
    return np.minimum(person("it_tools_cost", period), knee)


@yen("Subsidy of the first tier")
def first_tier_amount(person: Any, period: Any, parameters: Any) -> Any:
    share = np.floor(person("first_tier_cost", period) * person("first_tier_rate", period))
    return np.minimum(share, parameters(period).first_cap)


@yen("Second tier by the official workbook")
def second_tier_by_workbook(person: Any, period: Any, parameters: Any) -> Any:
    cost = person("it_tools_cost", period) - person("first_tier_cost", period)
    room = parameters(period).both_caps - parameters(period).first_cap
    return np.minimum(np.floor(cost * parameters(period).second_rate), room)


@yen("Second tier by plain fractions")
def second_tier_by_fractions(person: Any, period: Any, parameters: Any) -> Any:
    knee = parameters(period).first_cap / person("first_tier_rate", period)
    over = np.maximum(0, person("it_tools_cost", period) - knee)
    room = parameters(period).both_caps - parameters(period).first_cap
    return np.minimum(np.floor(over * parameters(period).second_rate), room)


@flag("Enough functions for the second tier")
def opens_second_tier(person: Any, period: Any, parameters: Any) -> Any:
    return person("functions", period) >= parameters(period).second_tier_functions


@yen("Subsidy of IT tools")
def it_tools_amount(person: Any, period: Any) -> Any:
    exact = person("exact_fractions", period)
    by_fractions, by_workbook = (
        person("second_tier_by_fractions", period),
        person("second_tier_by_workbook", period),
    )
    second = np.where(exact, by_fractions, by_workbook)
    return person("first_tier_amount", period) + np.where(person("opens_second_tier", period), second, 0)


@yen("Subsidy of the PC group")
def pc_tablet_amount(person: Any, period: Any, parameters: Any) -> Any:
    share = np.floor(person("pc_tablet_cost", period) * parameters(period).hardware_rate)
    return np.minimum(share, parameters(period).pc_tablet_cap)


@yen("Subsidy of registers")
def register_amount(person: Any, period: Any, parameters: Any) -> Any:
    share = np.floor(person("register_cost", period) * parameters(period).hardware_rate)
    return np.minimum(share, parameters(period).register_cap)


@yen("Most that can be granted")
def most_grantable(person: Any, period: Any) -> Any:
    hardware = person("pc_tablet_amount", period) + person("register_amount", period)
    return person("it_tools_amount", period) + hardware


@yen("Amount applied for")
def applied_amount(person: Any, period: Any) -> Any:
    return np.minimum(person("most_grantable", period), person("requested_amount", period))


@flag("Includes software")
def has_software(person: Any, period: Any) -> Any:
    return person("software_items", period) >= 1


@flag("Some software qualifies")
def some_software_qualifies(person: Any, period: Any) -> Any:
    return person("fit_software_items", period) >= 1


@flag("States the functions")
def states_functions(person: Any, period: Any) -> Any:
    return person("some_software_qualifies", period) + (person("unstated_function_items", period) == 0)


@flag("Includes software that qualifies")
def has_fit_software(person: Any, period: Any) -> Any:
    told = (person("software_items", period) == 0) + (person("unstated_function_items", period) > 0)
    return person("some_software_qualifies", period) + told


@flag("Hardware comes with software")
def hardware_serves_software(person: Any, period: Any) -> Any:
    hardware = person("pc_tablet_cost", period) + person("register_cost", period)
    return person("some_software_qualifies", period) + (hardware == 0)


@flag("At most one consulting item")
def has_one_consulting(person: Any, period: Any) -> Any:
    return person("consulting_items", period) <= 1


@flag("The tools may be applied for")
def tools_may_be_applied_for(person: Any, period: Any) -> Any:
    software = person("has_software", period) * person("states_functions", period)
    fit = software * person("has_fit_software", period) * person("hardware_serves_software", period)
    return fit * person("has_one_consulting", period)


@yen("Subsidy")
def amount_yen(person: Any, period: Any) -> Any:
    applied = person("applied_amount", period)
    granted = person("tools_may_be_applied_for", period) * person("is_sme", period) * (applied > 0)
    return np.where(granted, applied, 0)
