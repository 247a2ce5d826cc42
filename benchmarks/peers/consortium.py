"""The consortium track (複数者連携枠) for OpenFisca; no representative is deemed large here."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.peers import size
from benchmarks.peers.programme import count_input, flag, flag_input, yen, yen_input
from benchmarks.peers.size import capital_within_line, employees_within_line, is_sme, sme_by_lines

__all__ = ["INPUTS", "PARAMETERS", "capital_within_line", "employees_within_line", "is_sme", "sme_by_lines"]

PARAMETERS = {
    "members": 10,
    "rate": 2 / 3,
    "tools_cap": 30_000_000,
    "pc_tablet_per_member": 100_000,
    "register_per_member": 200_000,
    "analysis_per_member": 500_000,
    "coordination_cap": 2_000_000,
    "coordination_share": 0.1,
}
INPUTS = (
    count_input("members"),
    yen_input("it_tools_of_members"),
    yen_input("pc_tablet_of_members"),
    yen_input("register_of_members"),
    yen_input("analysis_cost"),
    count_input("analysis_members"),
    yen_input("coordination_cost"),
    yen_input("expert_cost"),
    count_input("members_not_sme"),
    count_input("members_shut_out"),
    count_input("members_with_unfit_tools"),
    flag_input("is_leading_body"),
    yen_input("requested_amount"),
    *size.INPUTS,
)


@yen("IT tools")
def it_tools_amount(person: Any, period: Any, parameters: Any) -> Any:
    return np.minimum(person("it_tools_of_members", period), parameters(period).tools_cap)


@yen("PC group")
def pc_tablet_amount(person: Any, period: Any, parameters: Any) -> Any:
    left = parameters(period).tools_cap - person("it_tools_amount", period)
    cap = np.minimum(parameters(period).pc_tablet_per_member * person("members", period), left)
    return np.minimum(person("pc_tablet_of_members", period), cap)


@yen("Registers")
def register_amount(person: Any, period: Any, parameters: Any) -> Any:
    before = person("it_tools_amount", period) + person("pc_tablet_amount", period)
    left = parameters(period).tools_cap - before
    cap = np.minimum(parameters(period).register_per_member * person("members", period), left)
    return np.minimum(person("register_of_members", period), cap)


@yen("Ceiling of the analysis")
def analysis_cap(person: Any, period: Any, parameters: Any) -> Any:
    tools = person("it_tools_amount", period) + person("pc_tablet_amount", period)
    left = parameters(period).tools_cap - tools - person("register_amount", period)
    return np.minimum(parameters(period).analysis_per_member * person("analysis_members", period), left)


@yen("Analysis")
def analysis_amount(person: Any, period: Any, parameters: Any) -> Any:
    share = np.floor(person("analysis_cost", period) * parameters(period).rate)
    return np.minimum(share, person("analysis_cap", period))


@yen("Classes A and B")
def subsidy_of_tools(person: Any, period: Any) -> Any:
    tools = person("it_tools_amount", period) + person("pc_tablet_amount", period)
    return tools + person("register_amount", period) + person("analysis_amount", period)


@yen("Ceiling of the coordination")
def coordination_cap(person: Any, period: Any, parameters: Any) -> Any:
    ratio = parameters(period).coordination_share * parameters(period).rate
    share = np.floor(person("subsidy_of_tools", period) * ratio)
    return np.minimum(share, parameters(period).coordination_cap)


@yen("Coordination")
def coordination_amount(person: Any, period: Any, parameters: Any) -> Any:
    cost = person("coordination_cost", period) + person("expert_cost", period)
    return np.minimum(np.floor(cost * parameters(period).rate), person("coordination_cap", period))


@yen("Amount applied for")
def applied_amount(person: Any, period: Any) -> Any:
    most = person("subsidy_of_tools", period) + person("coordination_amount", period)
    return np.minimum(most, person("requested_amount", period))


@flag("Enough members")
def has_enough_members(person: Any, period: Any, parameters: Any) -> Any:
    return person("members", period) >= parameters(period).members


@flag("The members may take part")
def members_may_take_part(person: Any, period: Any) -> Any:
    fit = (person("members_not_sme", period) == 0) * (person("members_shut_out", period) == 0)
    return fit * (person("members_with_unfit_tools", period) == 0)


@flag("The representative may lead")
def representative_may_lead(person: Any, period: Any) -> Any:
    return person("is_sme", period) + person("is_leading_body", period)


@yen("Subsidy")
def amount_yen(person: Any, period: Any) -> Any:
    group = person("has_enough_members", period) * person("members_may_take_part", period)
    granted = group * person("representative_may_lead", period)
    return np.where(granted, person("applied_amount", period), 0)
