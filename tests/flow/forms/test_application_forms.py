"""Forms of grant applications: they load, agree with the rules on papers and options, and bound every field."""

from __future__ import annotations

from itertools import product

import pytest

from hojokin.flow.applications import JOINT_TRACKS
from hojokin.flow.checking import problems_of
from hojokin.flow.form import FieldKind, Value
from hojokin.flow.loading import load_form
from hojokin.flow.roles import Role
from hojokin.rules.citations import facts
from hojokin.rules.question import EarlierTrack, Exclusion, ExemptSector
from hojokin.rules.shared.documents import (
    ApplicantKind,
    Circumstance,
    refused_substitutes,
    required_documents,
)
from tests.flow import application_samples as samples

EDITIONS = ("fy2025", "fy2026")
FORMS = ("application", "consortium_application")
# Forms 1 to 8 of a group are tables here: what was typed is not asked for as a file too.
TABLES_FOR = {
    "form_1": "members",
    "form_2": "class_a",
    "form_3": "class_a",
    "form_4": "class_b",
    "form_5": "class_a",
    "form_6": "class_b",
    "form_7": "class_c",
    "form_8": "class_a_total_yen",
}
ANSWERS: dict[Circumstance, dict[str, Value]] = {
    Circumstance.RAISED_RATE: {"wage_measures": ["raised_rate"], "raised_rate": True},
    Circumstance.MEASURE_1: {"wage_measures": ["measure_1"]},
    Circumstance.MEASURE_2: {"wage_measures": ["measure_2"]},
    Circumstance.IT_STRATEGY_NAVI: {"it_strategy_navi": True},
}


@pytest.mark.parametrize(("name", "edition"), list(product(FORMS, EDITIONS)))
def test_a_form_loads_with_one_to_nine_fields_a_section_and_both_languages(name: str, edition: str) -> None:
    form = load_form(name, edition)

    for section in form.sections:
        assert 1 <= len(section.fields) <= 9, section.name
        assert section.title.ja
        assert section.title.en
    for field in form.fields():
        for each in (field, *field.columns):
            assert each.label.ja, each.name
            assert each.label.en, each.name
            assert all(option.label.ja and option.label.en for option in each.options)


@pytest.mark.parametrize(("name", "edition"), list(product(FORMS, EDITIONS)))
def test_every_source_is_a_known_fact(name: str, edition: str) -> None:
    named = {fact for field in load_form(name, edition).fields() for fact in field.source.split()}

    assert named - set(facts()) == set()


@pytest.mark.parametrize(("track", "edition", "kind"), list(product(JOINT_TRACKS, EDITIONS, ApplicantKind)))
def test_the_documents_asked_for_are_those_of_the_rules(
    track: str, edition: str, kind: ApplicantKind
) -> None:
    required = {each.code for each in required_documents(edition, track, kind)}

    assert documents(track, edition, kind, {}) == required


# The raised rate is for the normal track only; elsewhere a check says so.
ASKING = [
    (each, track)
    for each, track in product(ANSWERS, JOINT_TRACKS)
    if each is not Circumstance.RAISED_RATE or track == "normal"
]


@pytest.mark.parametrize(("circumstance", "track"), ASKING)
def test_a_circumstance_asks_for_its_paper(circumstance: Circumstance, track: str) -> None:
    kind = ApplicantKind.CORPORATION
    required = {each.code for each in required_documents("fy2026", track, kind, [circumstance])}

    assert documents(track, "fy2026", kind, ANSWERS[circumstance]) == required


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_groups_papers_are_those_of_the_rules_or_tables_of_the_form(edition: str) -> None:
    needed = required_documents(
        edition, "consortium", ApplicantKind.CORPORATION, [Circumstance.GROUP_REPRESENTATIVE]
    )
    form = load_form("consortium_application", edition)

    asked = {each.name for each in form.fields() if each.kind is FieldKind.DOCUMENT and each.required}

    assert {TABLES_FOR.get(each.code, each.code) for each in needed} <= {each.name for each in form.fields()}
    assert {each.code for each in needed} - set(TABLES_FOR) <= asked


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    "requirement",
    ["register_extract", "corporation_tax_certificate", "identity", "income_tax_certificate", "tax_return"],
)
def test_the_kinds_of_a_paper_are_those_that_rules_accept_or_refuse(edition: str, requirement: str) -> None:
    options = load_form("application", edition).field(f"{requirement}_paper").options
    kind = (
        ApplicantKind.CORPORATION
        if "corp" in requirement or "register" in requirement
        else ApplicantKind.SOLE_PROPRIETOR
    )
    needed = next(each for each in required_documents(edition, "normal", kind) if each.code == requirement)

    refused = [each.label.ja for each in options if each.code.startswith("refused_")]

    assert {each.code for each in needed.choices} <= {each.code for each in options}
    assert refused == [each.name.ja for each in refused_substitutes(edition, requirement)]


def documents(track: str, edition: str, kind: ApplicantKind, answers: dict[str, Value]) -> set[str]:
    """The required document fields that are asked of an applicant."""
    form = load_form("application", edition).of_track(track)
    values = {"applicant_kind": kind.value, **answers}
    found = (each for each in form.fields() if each.kind is FieldKind.DOCUMENT and each.required)
    return {each.name for each in found if each.asked(values) and each.name != "contest_evidence"}


def test_closed_codes_are_those_of_the_rules() -> None:
    form = load_form("application", "fy2026")

    assert codes("exclusions") == {"none", *Exclusion}
    assert codes("exempt_sector") == {"none", *ExemptSector}
    track = next(each for each in form.field("past_grants").columns if each.name == "track")
    assert {each.code for each in track.options} == set(EarlierTrack)


@pytest.mark.parametrize(
    ("field", "count"),
    [
        ("attitude", 4),
        ("weaknesses", 12),
        ("it_processes", 11),
        ("improve_process", 11),
        ("strengthen_department", 8),
        ("effect", 8),
        ("security_state", 4),
        ("goals", 9),
    ],
)
def test_the_option_lists_are_as_long_as_on_the_screens(field: str, count: int) -> None:
    assert len(codes(field)) == count


def codes(field: str) -> set[str]:
    """The codes of a field of the joint form."""
    return {each.code for each in load_form("application", "fy2026").field(field).options}


def test_plan_and_tools_are_the_vendors_and_all_else_the_applicants() -> None:
    form = load_form("application", "fy2026")

    vendors = {each.name for each in form.sections if {field.party for field in each.fields} == {Role.VENDOR}}

    assert vendors == {"plan", "tools", "accounts"}
    assert {field.party for each in form.sections if each.name not in vendors for field in each.fields} == {
        Role.APPLICANT
    }


@pytest.mark.parametrize(("length", "wrong"), [(254, False), (255, False), (256, True)])
def test_the_outline_takes_255_characters(length: int, wrong: bool) -> None:
    values = samples.corporation(business_outline="あ" * length)

    assert ("business_outline" in samples.fields_told(values)) is wrong


LIMITED = [
    (name, field)
    for name in FORMS
    for field in load_form(name, "fy2026").fields()
    if field.at_most is not None and field.kind not in {FieldKind.DOCUMENT, FieldKind.TABLE}
]


@pytest.mark.parametrize(("name", "field"), LIMITED, ids=lambda each: getattr(each, "name", each))
@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_each_upper_limit_holds_below_at_and_above(name: str, field: object, beyond: int) -> None:
    form = load_form(name, "fy2026")
    tested = form.field(field.name)  # type: ignore[attr-defined]
    number = tested.kind in {FieldKind.WHOLE, FieldKind.YEN}
    filler = {FieldKind.KANA: "カ", FieldKind.URL: "a", FieldKind.EMAIL: "a"}.get(tested.kind, "あ")
    size = (tested.at_most or 0) + beyond
    shape = {FieldKind.URL: "https://a.jp/", FieldKind.EMAIL: "a@b.jp"}.get(tested.kind, "")
    value: Value = size if number else shape + filler * (size - len(shape))
    values = {when.field: next(iter(when.values)) for when in tested.when} | {tested.name: value}
    values = {
        key: {"yes": True, "no": False}.get(each, each) if isinstance(each, str) else each
        for key, each in values.items()
    }

    found = [each for each in problems_of(form, values, {}, samples.SETS) if each.field == tested.name]

    assert bool(found) is (beyond > 0)
