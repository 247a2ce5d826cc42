"""A quote of the invoice frame (インボイス枠の見積り): its lines in the words of the tiers and the tools."""

from __future__ import annotations

from collections.abc import Sequence

from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.question import Cost, CostCategory
from hojokin.rules.shared import invoice_costs, invoice_hardware, invoice_tiers, invoice_tools
from hojokin.rules.shared.quote import QuoteTotals, totals

MODULES = (invoice_tools, invoice_costs, invoice_tiers, invoice_hardware)
FILES = ("shared/{edition}/invoice_tiers.yaml",)
SUPPORTED = (
    CostCategory.SOFTWARE,
    CostCategory.EXTENSION,
    CostCategory.DATA_INTEGRATION,
    CostCategory.SECURITY_OPTION,
    CostCategory.CONSULTING,
    CostCategory.SETUP_TRAINING,
    CostCategory.MAINTENANCE,
    CostCategory.PC_TABLET,
    CostCategory.REGISTER,
)
# A listed security service is an option of the software here, a track of its own elsewhere.
FILED_AS = {CostCategory.SECURITY_SERVICE: CostCategory.SECURITY_OPTION}


def qualifies(software: Cost) -> bool:
    """Whether a line of software has a function and is not known to be unready for invoices (I-20)."""
    return bool(software.functions) and software.invoice_ready is not False


def invoice_facts(quotes: Sequence[QuoteTotals], book: Rulebook) -> dict[str, int | bool]:
    """The facts of one business, whose lines may stand in several quotes."""
    software = [line for quote in quotes for line in quote.lines.get(CostCategory.SOFTWARE, ())]
    costs = {f"{category}_cost": sum(quote.of(category) for quote in quotes) for category in SUPPORTED}
    fit_cost = totals([line for line in software if qualifies(line)], book).of(CostCategory.SOFTWARE)
    return {
        **costs,
        **_software_facts(software),
        "software_cost": fit_cost,
        "unfit_software_cost": costs["software_cost"] - fit_cost,
        "security_service_cost": sum(quote.security_service for quote in quotes),
        "consulting_items": sum(quote.items(CostCategory.CONSULTING) for quote in quotes),
    }


def _software_facts(software: Sequence[Cost]) -> dict[str, int | bool]:
    fit = [line for line in software if qualifies(line)]
    unstated = [line for line in software if line.functions is None and line.invoice_ready is not False]
    held = [frozenset(line.functions or ()) for line in fit]
    return {
        "software_items": len(software),
        "fit_software_items": len(fit),
        "unstated_function_items": len(unstated),
        "unstated_readiness_items": sum(line.invoice_ready is None for line in fit),
        "functions": len(frozenset[str]().union(*held)),
        "most_functions_in_one_tool": max(map(len, held), default=0),
    }
