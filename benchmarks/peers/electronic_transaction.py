"""The electronic transaction track (電子取引類型) for OpenFisca; no applicant is deemed large here."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.peers import size
from benchmarks.peers.programme import count_input, flag, flag_input, rate, yen, yen_input
from benchmarks.peers.size import capital_within_line, employees_within_line, is_sme, sme_by_lines

__all__ = ["INPUTS", "PARAMETERS", "capital_within_line", "employees_within_line", "is_sme", "sme_by_lines"]

PARAMETERS = {"rate_sme": 2 / 3, "rate_others": 0.5, "ceiling": 3_500_000}
INPUTS = (
    yen_input("software_cost"),
    count_input("software_items"),
    count_input("accounts_for_sme"),
    count_input("accounts_contracted"),
    flag_input("accounts_are_limited"),
    flag_input("is_cloud"),
    flag_input("has_ordering"),
    flag_input("is_invoice_ready"),
    yen_input("requested_amount"),
    *size.INPUTS,
)


@rate("Rate")
def subsidy_rate(person: Any, period: Any, parameters: Any) -> Any:
    return np.where(person("is_sme", period), parameters(period).rate_sme, parameters(period).rate_others)


@yen("Fee times share of accounts times rate")
def share_of_cost(person: Any, period: Any) -> Any:
    share = person("accounts_for_sme", period) / person("accounts_contracted", period)
    return np.floor(person("software_cost", period) * share * person("subsidy_rate", period))


@yen("Most that can be granted")
def most_grantable(person: Any, period: Any, parameters: Any) -> Any:
    return np.minimum(person("share_of_cost", period), parameters(period).ceiling)


@yen("Amount applied for")
def applied_amount(person: Any, period: Any) -> Any:
    return np.minimum(person("most_grantable", period), person("requested_amount", period))


@flag("Brings a subsidy")
def brings_a_subsidy(person: Any, period: Any, parameters: Any) -> Any:
    applied = person("applied_amount", period)
    return (applied > 0) * (applied <= parameters(period).ceiling)


@flag("Exactly one software")
def has_one_software(person: Any, period: Any) -> Any:
    return person("software_items", period) == 1


@flag("The tool may be applied for")
def tool_may_be_applied_for(person: Any, period: Any) -> Any:
    fit = person("is_cloud", period) * person("has_ordering", period) * person("is_invoice_ready", period)
    return person("has_one_software", period) * fit


@flag("Gives an account to an SME")
def gives_an_account_to_an_sme(person: Any, period: Any) -> Any:
    return person("accounts_for_sme", period) >= 1


@flag("SME accounts are among the contracted ones")
def accounts_are_contracted(person: Any, period: Any) -> Any:
    return person("accounts_for_sme", period) <= person("accounts_contracted", period)


@flag("The accounts may be applied for")
def accounts_may_be_applied_for(person: Any, period: Any) -> Any:
    given = person("gives_an_account_to_an_sme", period) * person("accounts_are_contracted", period)
    return person("accounts_are_limited", period) * given


@yen("Subsidy")
def amount_yen(person: Any, period: Any) -> Any:
    fit = person("tool_may_be_applied_for", period) * person("accounts_may_be_applied_for", period)
    return np.where(fit * person("brings_a_subsidy", period), person("applied_amount", period), 0)
