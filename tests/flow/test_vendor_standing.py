"""Standing of vendors: members at hand, a new year's start, effects of a deregistration."""

from __future__ import annotations

import pytest

from hojokin.flow.form import FieldKind
from hojokin.flow.loading import load_form
from hojokin.flow.vendor_standing import (
    EFFECTS,
    Effect,
    GrantStage,
    effect_on_grant,
    first_tool_is_filed,
    may_apply_again,
    members_ready,
    missing_members,
    renewal,
    to_be_reexamined,
)
from tests.flow import registration_samples as samples

FORM = load_form("vendor_registration", "fy2026")


def test_a_single_vendor_waits_for_nobody() -> None:
    assert members_ready(samples.consortium(form="single"), [])


def test_a_consortium_waits_for_every_member_by_name() -> None:
    leader = samples.consortium()

    assert missing_members(leader, []) == ("株式会社あおば", "林デザイン")
    assert missing_members(leader, [samples.member()]) == ("林デザイン",)
    assert missing_members(leader, [samples.person()]) == ("株式会社あおば",)
    assert members_ready(leader, [samples.person(), samples.member()])


def test_the_part_of_somebody_else_does_not_count() -> None:
    assert missing_members(
        samples.consortium(), [samples.member(corporate_number="1"), samples.person(name="森")]
    ) == (
        "株式会社あおば",
        "林デザイン",
    )


@pytest.mark.parametrize(
    ("categories", "expected"),
    [([], False), (["6"], False), (["1"], True), (["10"], True), (["6", "1"], True)],
)
def test_a_first_tool_is_of_category_1_or_10(categories: list[str], expected: bool) -> None:
    assert first_tool_is_filed(categories) is expected


def test_a_rejected_vendor_comes_back_the_next_year() -> None:
    assert [may_apply_again({2026}, year) for year in (2025, 2026, 2027)] == [True, False, True]


def test_a_new_year_starts_from_last_years_data() -> None:
    last = samples.consortium(former_field="gone")

    start = renewal(FORM, last)

    assert start.values["name"] == "株式会社みどり"
    assert start.values["members"] == samples.members()
    assert "former_field" not in start.values
    assert set(start.values).isdisjoint(start.anew)
    assert set(start.confirm) <= set(start.values)
    assert {"address", "members", "officers"} <= set(start.confirm)


def test_pledges_documents_and_their_dates_are_always_new() -> None:
    start = renewal(FORM, samples.consortium())
    bound = {each.name for each in FORM.fields() if each.kind in {FieldKind.PLEDGE, FieldKind.DOCUMENT}}

    assert bound | {"registry_issued_on", "agreed_on", "sales"} <= set(start.anew)


def test_every_field_of_the_renewal_is_in_the_form() -> None:
    names = {each.name for each in FORM.fields()}
    start = renewal(FORM, samples.consortium())

    assert {*start.anew, *start.confirm} <= names


@pytest.mark.parametrize(
    ("stage", "fault", "expected"),
    [
        (GrantStage.APPLIED, None, Effect.NEEDS_VENDOR),
        (GrantStage.APPLIED, True, Effect.NEEDS_VENDOR),
        (GrantStage.GRANTED, True, Effect.MAY_BE_CANCELLED),
        (GrantStage.GRANTED, False, Effect.KEPT),
        (GrantStage.GRANTED, None, Effect.TO_BE_EXAMINED),
        (GrantStage.PAID, True, Effect.MAY_BE_CANCELLED),
        (GrantStage.PAID, False, Effect.KEPT),
    ],
)
def test_a_grantee_without_fault_keeps_its_grant(
    stage: GrantStage, fault: bool | None, expected: Effect
) -> None:
    assert effect_on_grant(stage, is_grantee_at_fault=fault) is expected


def test_every_effect_is_told() -> None:
    assert set(EFFECTS) == set(Effect)


def test_vendors_that_share_an_officer_are_found() -> None:
    shared = [{"name": "山田　太郎", "kana": "ヤマダ タロウ", "title": "監査役"}]
    others = {
        "V-1": samples.vendor(officers=shared),
        "V-2": samples.vendor(officers=[{"name": "別人", "kana": "ベツジン"}]),
    }

    assert to_be_reexamined(samples.vendor(), others) == ("V-1",)
