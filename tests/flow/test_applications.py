"""Kinds of grant application: two, by whether a vendor takes part; and what is published of a grantee."""

from __future__ import annotations

import pytest

from hojokin.flow.application_sets import reference_options
from hojokin.flow.applications import APPLICATION, CONSORTIUM_APPLICATION, PublicEntry, kind_for, public_entry
from hojokin.flow.kinds import FilingKind
from hojokin.flow.loading import load_form
from hojokin.flow.roles import Role
from tests.flow import application_samples as samples


@pytest.mark.parametrize(
    ("track", "kind"),
    [
        ("normal", APPLICATION),
        ("invoice", APPLICATION),
        ("electronic_transaction", APPLICATION),
        ("security", APPLICATION),
        ("consortium", CONSORTIUM_APPLICATION),
    ],
)
def test_only_a_group_applies_without_a_vendor(track: str, kind: FilingKind) -> None:
    assert kind_for(track) is kind
    assert kind.owner is Role.APPLICANT
    assert kind.partner is (None if track == "consortium" else Role.VENDOR)
    assert kind.code == kind.table.code


def test_a_track_asks_only_its_own_sections() -> None:
    normal = {each.name for each in APPLICATION.form("fy2026", "normal").sections}
    electronic = {each.name for each in APPLICATION.form("fy2026", "electronic_transaction").sections}

    assert normal - electronic == {"plan"}
    assert electronic - normal == {"accounts"}


def test_a_corporations_municipality_and_number_are_published() -> None:
    assert public_entry(samples.corporation()) == PublicEntry(
        "株式会社日本橋商店", "13", samples.LEADER, "中央区"
    )


def test_of_a_person_only_name_and_prefecture_are_published() -> None:
    assert public_entry({**samples.corporation(), **samples.person()}) == PublicEntry("山田 一郎", "13")


def test_a_group_is_published_under_its_name() -> None:
    assert public_entry(samples.group()).group_name == "日本橋商店街グループ"


@pytest.mark.parametrize("name", ["application", "consortium_application"])
def test_every_named_option_set_is_known(name: str) -> None:
    fields = [each for field in load_form(name, "fy2026").fields() for each in (field, *field.columns)]

    named = {each.options_of for each in fields if each.options_of}

    assert named - {"tools"} - set(reference_options()) == set()


def test_sets_hold_every_code_of_the_reference_tables() -> None:
    sizes = {name: len(options) for name, options in reference_options().items()}

    assert sizes == {
        "prefectures": 47,
        "industries": 20,
        "processes": 7,
        "categories": 10,
        "tracks": 5,
        "functions": 3,
        "jsic_divisions": 20,
        "legal_forms": 38,
    }
