"""Consortium track (複数者連携デジタル化・AI導入枠)."""

from __future__ import annotations

from hojokin.rules.engine.facts import Text
from hojokin.rules.shared import (
    application_day,
    earlier_grants,
    exclusions,
    invoice_quote,
    ownership,
    prerequisites,
    productivity_consortium,
    standing,
)
from hojokin.rules.shared import size as shared_size
from hojokin.rules.track import PartOfGrant, Track
from hojokin.rules.tracks.consortium import (
    class_a,
    class_b,
    class_c,
    conditions,
    duties,
    facts,
    outsiders,
    representative,
    rules,
    size,
)
from hojokin.rules.tracks.consortium.group import gather
from hojokin.rules.tracks.consortium.members import MEMBER

__all__ = ["MEMBER", "TRACK"]

TRACK = Track(
    code="consortium",
    label=Text("複数者連携デジタル化・AI導入枠", "Consortium track"),
    # Neither the wage duties nor the criterion that the applicant is an SME: F-45, F-03.
    facts=("EW.C-14",),  # the name of 2026; earlier decisions keep the old one
    modules=(
        facts,
        conditions,
        representative,
        outsiders,
        class_a,
        class_b,
        class_c,
        rules,
        duties,
        size,
        shared_size,
        ownership,
        standing,
        exclusions,
        earlier_grants,
        application_day,
        prerequisites,
        productivity_consortium,
    ),
    parameter_files=(
        "tracks/consortium/{edition}.yaml",
        "tracks/consortium/member_{edition}.yaml",
        *invoice_quote.FILES,
        "shared/{edition}/standing.yaml",
        "shared/{edition}/earlier_grants.yaml",
        "shared/{edition}/prerequisites.yaml",
        "shared/{edition}/productivity/consortium.yaml",
    ),
    parts=(
        PartOfGrant(
            code="it_tools",
            label=Text("基盤導入経費（ITツール）", "Class A, IT tools"),
            eligible_cost="it_tools_cost",
            amount="it_tools_amount",
            cap="tools_cap",
            tiers=("first_tier_rate", "first_tier_rate_small", "second_tier_rate"),
        ),
        PartOfGrant(
            code="pc_tablet",
            label=Text("基盤導入経費（PC・タブレット等）", "Class A, PC group"),
            eligible_cost="counted_pc_tablet",
            amount="pc_tablet_amount",
            cap="pc_tablet_cap",
            rate="hardware_rate",
        ),
        PartOfGrant(
            code="register",
            label=Text("基盤導入経費（レジ・券売機）", "Class A, registers"),
            eligible_cost="counted_register",
            amount="register_amount",
            cap="register_cap",
            rate="hardware_rate",
        ),
        PartOfGrant(
            code="analysis",
            label=Text("消費動向等分析経費", "Class B, analysis"),
            eligible_cost="counted_analysis",
            amount="analysis_amount",
            cap="analysis_cap",
            rate="analysis_rate",
        ),
        PartOfGrant(
            code="coordination",
            label=Text("取りまとめ・専門家経費", "Class C, coordination and experts"),
            eligible_cost="counted_coordination",
            amount="coordination_amount",
            cap="coordination_cap",
            rate="coordination_rate",
        ),
    ),
    gather=gather,
)
