"""Registrations as kinds of filing: what the office takes from them."""

from __future__ import annotations

import pytest

from hojokin.flow.kinds import FilingKind
from hojokin.flow.registrations import REGISTRATIONS, public_tool, public_vendor
from hojokin.rules.years import EDITIONS
from tests.flow import registration_samples as samples

by_code = pytest.mark.parametrize("kind", REGISTRATIONS, ids=lambda kind: kind.code)


def test_every_kind_has_its_own_prefix() -> None:
    assert [(each.code, each.prefix) for each in REGISTRATIONS] == [
        ("vendor_registration", "VR"),
        ("member_part", "MP"),
        ("tool_registration", "TR"),
        ("vendor_change", "VC"),
    ]


@by_code
def test_a_kind_has_a_form_a_table_and_checks_of_its_name(kind: FilingKind) -> None:
    forms = [kind.form(edition, "") for edition in EDITIONS]

    assert [(form.kind, form.edition) for form in forms] == [(kind.code, edition) for edition in EDITIONS]
    assert kind.table.code == kind.code
    assert [list(check({}, {}, samples.circumstances())) for check in kind.checks] == [[]]


@by_code
def test_only_the_owner_writes(kind: FilingKind) -> None:
    assert set().union(*kind.table.editable.values()) == {kind.owner}


def test_the_public_record_of_a_tool_follows_its_registration() -> None:
    tool = public_tool(samples.electronic(), "fy2026")

    assert (tool["name"], tool["category"], tool["ai_kind"], tool["price_min"]) == (
        "みどり請求",
        "1",
        "generative",
        120_000,
    )
    assert tool["is_electronic_transaction"] is True
    assert public_tool(samples.software(), "fy2026")["is_electronic_transaction"] is False


def test_what_was_not_asked_is_not_published() -> None:
    tool = public_tool(samples.training(ai_kind="generative", processes=["P-02"]), "fy2026")

    assert (tool["ai_kind"], tool["processes"], tool["is_cloud"]) == (None, None, None)


def test_the_public_record_of_a_vendor_leaves_the_contact_out() -> None:
    assert set(public_vendor(samples.vendor())) == {
        "name",
        "kana",
        "corporate_number",
        "prefecture",
        "form",
        "url",
        "description",
    }
