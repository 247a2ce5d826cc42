"""Legal forms, sizes, processes, categories and the price target: the rows that rules lean on."""

from dataclasses import replace
from datetime import date

import pytest

from hojokin.rules.reference import (
    ConsortiumLead,
    LegalFormKind,
    MicroClass,
    ProcessFamily,
    SizeTest,
    UnknownCodeError,
    legal_form,
    legal_forms,
    micro_threshold,
    price_stability_target,
    process_industries,
    process_kind,
    process_kinds,
    sme_threshold,
    sme_thresholds,
    tool_categories,
    tool_category,
)
from hojokin.rules.reference.legal_forms import check_legal_forms


def test_a_company_takes_the_class_of_its_industry_and_may_be_micro() -> None:
    form = legal_form("KK")

    assert (form.kind, form.sme_class, form.is_corporation, form.may_be_micro) == (
        LegalFormKind.COMPANY,
        None,
        True,
        True,
    )


def test_a_sole_proprietor_is_no_corporation_and_may_be_micro() -> None:
    form = legal_form("SOLE")

    assert (form.kind, form.is_corporation, form.may_be_micro) == (LegalFormKind.SOLE_PROPRIETOR, False, True)


@pytest.mark.parametrize(
    ("code", "sme_class"),
    [
        ("IRYO", 9),
        ("SHAFUKU", 9),
        ("GAKKO", 10),
        ("CCI", 11),
        ("SHOKO_KUMIAI", 12),
        ("NOKYO", 13),
        ("KOEKI_ZAIDAN", 14),
        ("NPO", 15),
    ],
)
def test_a_body_has_its_own_class_and_is_never_micro(code: str, sme_class: int) -> None:
    form = legal_form(code)

    assert (form.kind, form.sme_class, form.may_be_micro) == (LegalFormKind.BODY, sme_class, False)


def test_religious_bodies_and_unincorporated_groups_are_the_only_excluded_forms() -> None:
    assert [each.code for each in legal_forms() if each.excluded] == ["SHUKYO", "NIN_I"]


def test_bodies_that_may_represent_a_consortium() -> None:
    leads = {each.code: each.consortium_lead for each in legal_forms() if each.consortium_lead}

    assert leads == {
        "JIGYO_KYODO_KUMIAI": ConsortiumLead.SHOPPING_STREET_BODY,
        "KYODO_KUMIAI_RENGO": ConsortiumLead.SHOPPING_STREET_BODY,
        "SHOTENGAI_SHINKO": ConsortiumLead.SHOPPING_STREET_BODY,
        "SHOTENGAI_SHINKO_RENGO": ConsortiumLead.SHOPPING_STREET_BODY,
        "SHOKOKAI": ConsortiumLead.SOCIETY_OF_COMMERCE,
        "CCI": ConsortiumLead.CHAMBER_OF_COMMERCE,
    }


def test_a_company_with_a_class_of_bodies_is_found() -> None:
    rows = [replace(each, sme_class=9) if each.code == "KK" else each for each in legal_forms()]

    assert check_legal_forms(rows) == ["KK: a size class belongs to a body, and only there"]


def test_a_legal_form_in_lower_case_is_refused_with_the_right_code() -> None:
    with pytest.raises(UnknownCodeError) as raised:
        legal_form("kk")

    assert raised.value.message_en == "There is no legal form 'kk': did you mean 'KK'?"


@pytest.mark.parametrize(
    ("sme_class", "capital", "employees", "test"),
    [
        (1, 300_000_000, 300, "either"),
        (2, 100_000_000, 100, "either"),
        (3, 50_000_000, 100, "either"),
        (4, 50_000_000, 50, "either"),
        (5, 300_000_000, 900, "either"),
        (6, 300_000_000, 300, "either"),
        (7, 50_000_000, 200, "either"),
        (8, 300_000_000, 300, "either"),
        (9, None, 300, "employees"),
        (10, None, 300, "employees"),
        (11, None, 100, "employees"),
        (12, None, None, "employees"),
        (15, None, None, "employees"),
    ],
)
def test_the_limits_of_a_size_class(
    sme_class: int, capital: int | None, employees: int | None, test: str
) -> None:
    limits = sme_threshold(sme_class)

    assert (limits.capital_at_most_yen, limits.employees_at_most, limits.test) == (
        capital,
        employees,
        SizeTest(test),
    )
    assert limits.by_main_industry is (employees is None)


def test_there_are_fifteen_size_classes_and_no_sixteenth() -> None:
    assert [each.sme_class for each in sme_thresholds()] == list(range(1, 16))
    with pytest.raises(UnknownCodeError, match="from 1 to 15"):
        sme_threshold(16)


def test_the_limits_of_small_enterprises_are_5_20_and_20() -> None:
    assert [micro_threshold(each).employees_at_most for each in MicroClass] == [5, 20, 20]


@pytest.mark.parametrize("written", ["P-01", "共P-01", "Ｐ－０１", " P-01 "])
def test_a_process_is_read_as_typed_and_as_printed(written: str) -> None:
    assert process_kind(written).code == "P-01"


@pytest.mark.parametrize("written", ["P-06:製", "各業種P-06:製", "P-06：製"])
def test_p06_may_carry_its_industry(written: str) -> None:
    process = process_kind(written)

    assert process.code == "P-06:製"
    assert process.industry is not None
    assert process.industry.name_en == "Manufacturing"


def test_p06_without_an_industry_is_a_process_too() -> None:
    assert process_kind("P-06").industry is None


@pytest.mark.parametrize("written", ["P-00", "P-08", "P01", "", "P-06:", "P-06:商", "P-01:製", "汎P-01"])
def test_an_unknown_process_is_refused(written: str) -> None:
    with pytest.raises(UnknownCodeError):
        process_kind(written)


def test_only_the_general_kind_never_stands_alone() -> None:
    assert [each.code for each in process_kinds() if not each.stands_alone] == ["P-07"]
    assert [each.family for each in process_kinds()] == [ProcessFamily.COMMON] * 5 + [
        ProcessFamily.INDUSTRY,
        ProcessFamily.GENERAL,
    ]


def test_the_industries_of_p06_are_numbered_1_to_20() -> None:
    assert [each.number for each in process_industries()] == list(range(1, 21))
    assert "".join(each.prefix for each in process_industries()) == "農建製情運卸小金不賃専宿飲生教医介保そ上"


def test_ten_numbered_categories_and_three_of_the_consortium() -> None:
    assert [each.number for each in tool_categories()] == [*range(1, 11), None, None, None]
    assert (tool_category("maintenance").number, tool_category("maintenance").class_mark) == (7, "III")
    with pytest.raises(UnknownCodeError, match="did you mean 'software'"):
        tool_category("softwares")


def test_the_price_target_is_two_percent_since_22_january_2013() -> None:
    assert price_stability_target(date(2013, 1, 22)).basis_points == 200
    assert price_stability_target(date(2026, 5, 12)).basis_points == 200
    with pytest.raises(UnknownCodeError, match="no price stability target on 2013-01-21"):
        price_stability_target(date(2013, 1, 21))
