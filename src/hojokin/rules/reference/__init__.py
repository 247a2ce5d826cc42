"""Reference tables (参照表): minimum wages, industries, legal forms, processes, tool categories."""

from hojokin.rules.reference.grant_tracks import GrantTrack, grant_tracks, grant_tracks_of
from hojokin.rules.reference.industries import (
    IndustryDivision,
    SizeClass,
    industry_division,
    industry_divisions,
    size_class,
    size_classes,
)
from hojokin.rules.reference.legal_forms import (
    ConsortiumLead,
    LegalForm,
    LegalFormKind,
    legal_form,
    legal_forms,
)
from hojokin.rules.reference.minimum_wages import (
    MinimumWage,
    MinimumWageYear,
    minimum_wage,
    minimum_wage_of_year,
    minimum_wage_years,
    minimum_wages,
)
from hojokin.rules.reference.prefectures import Prefecture, prefecture, prefectures
from hojokin.rules.reference.price_stability import (
    PriceStabilityTarget,
    price_stability_target,
    price_stability_targets,
)
from hojokin.rules.reference.processes import (
    Process,
    ProcessFamily,
    ProcessIndustry,
    ProcessKind,
    process_industries,
    process_kind,
    process_kinds,
)
from hojokin.rules.reference.reading import Confidence, TableError, UnknownCodeError
from hojokin.rules.reference.size_classes import (
    MicroClass,
    MicroThreshold,
    SizeTest,
    SmeThreshold,
    micro_threshold,
    micro_thresholds,
    sme_threshold,
    sme_thresholds,
)
from hojokin.rules.reference.tables import Table, tables
from hojokin.rules.reference.tool_categories import ToolCategory, tool_categories, tool_category

__all__ = [
    "Confidence",
    "ConsortiumLead",
    "GrantTrack",
    "IndustryDivision",
    "LegalForm",
    "LegalFormKind",
    "MicroClass",
    "MicroThreshold",
    "MinimumWage",
    "MinimumWageYear",
    "Prefecture",
    "PriceStabilityTarget",
    "Process",
    "ProcessFamily",
    "ProcessIndustry",
    "ProcessKind",
    "SizeClass",
    "SizeTest",
    "SmeThreshold",
    "Table",
    "TableError",
    "ToolCategory",
    "UnknownCodeError",
    "grant_tracks",
    "grant_tracks_of",
    "industry_division",
    "industry_divisions",
    "legal_form",
    "legal_forms",
    "micro_threshold",
    "micro_thresholds",
    "minimum_wage",
    "minimum_wage_of_year",
    "minimum_wage_years",
    "minimum_wages",
    "prefecture",
    "prefectures",
    "price_stability_target",
    "price_stability_targets",
    "process_industries",
    "process_kind",
    "process_kinds",
    "size_class",
    "size_classes",
    "sme_threshold",
    "sme_thresholds",
    "tables",
    "tool_categories",
    "tool_category",
]
