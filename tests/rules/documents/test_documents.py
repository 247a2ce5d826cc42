"""Which papers are handed in, how old they may be, and which are refused."""

from datetime import date

import pytest

from hojokin.rules import reference
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.reference.reading import UnknownCodeError
from hojokin.rules.shared.documents import (
    ApplicantKind,
    Circumstance,
    RequiredDocument,
    Stage,
    problems_with_choice,
    refused_substitutes,
    required_documents,
)
from hojokin.rules.shared.issue_dates import AgeOutcome, check_issue_date

CORPORATION, PERSON = ApplicantKind.CORPORATION, ApplicantKind.SOLE_PROPRIETOR
TWO = ["register_extract", "corporation_tax_certificate"]
THREE = ["identity", "income_tax_certificate", "tax_return"]


def codes(edition: str, track: str, kind: ApplicantKind, *circumstances: Circumstance) -> list[str]:
    return [each.code for each in required_documents(edition, track, kind, circumstances)]


def paper(edition: str, kind: ApplicantKind, code: str, track: str = "normal") -> RequiredDocument:
    return next(each for each in required_documents(edition, track, kind) if each.code == code)


@pytest.mark.parametrize(
    ("edition", "track", "kind", "wanted"),
    [
        ("fy2025", "normal", CORPORATION, TWO),
        ("fy2026", "normal", CORPORATION, [*TWO, "financial_statements"]),
        ("fy2026", "invoice", CORPORATION, TWO),
        ("fy2026", "electronic_transaction", CORPORATION, [*TWO, "receiver_accounts"]),
        ("fy2026", "security", CORPORATION, [*TWO, "trading_partners"]),
        ("fy2026", "consortium", CORPORATION, TWO),
        ("fy2025", "normal", PERSON, THREE),
        ("fy2026", "normal", PERSON, [*THREE, "tax_statement"]),
        ("fy2026", "invoice", PERSON, THREE),
        ("fy2026", "electronic_transaction", PERSON, [*THREE, "receiver_accounts"]),
        ("fy2026", "security", PERSON, [*THREE, "trading_partners"]),
        ("fy2026", "consortium", PERSON, THREE),
    ],
)
def test_each_kind_of_applicant_files_its_papers(
    edition: str, track: str, kind: ApplicantKind, wanted: list[str]
) -> None:
    assert codes(edition, track, kind) == wanted


@pytest.mark.parametrize(
    ("track", "circumstance", "added"),
    [
        ("normal", Circumstance.RAISED_RATE, ["wage_sheet_1"]),
        ("invoice", Circumstance.RAISED_RATE, []),
        ("normal", Circumstance.MEASURE_1, ["wage_sheet_1"]),
        ("invoice", Circumstance.MEASURE_1, ["wage_sheet_1"]),
        ("normal", Circumstance.MEASURE_2, ["wage_sheet_2"]),
        ("normal", Circumstance.IT_STRATEGY_NAVI, ["it_strategy_map"]),
        ("consortium", Circumstance.IT_STRATEGY_NAVI, []),
        ("normal", Circumstance.OFFICE_ASKS, ["wage_ledger"]),
        ("normal", Circumstance.MICRO_ENTERPRISE, []),
    ],
)
def test_a_circumstance_adds_its_paper(track: str, circumstance: Circumstance, added: list[str]) -> None:
    before = codes("fy2026", track, CORPORATION)

    assert codes("fy2026", track, CORPORATION, circumstance) == before + added


def test_the_rate_and_the_measure_ask_for_one_sheet() -> None:
    both = codes("fy2026", "normal", CORPORATION, Circumstance.RAISED_RATE, Circumstance.MEASURE_1)

    assert both.count("wage_sheet_1") == 1


def test_2025_knows_one_wage_sheet() -> None:
    assert codes("fy2025", "normal", CORPORATION, Circumstance.RAISED_RATE) == [*TWO, "wage_sheet"]


def test_the_representative_of_a_group_adds_the_eight_forms_and_three_drawings() -> None:
    added = codes("fy2026", "consortium", CORPORATION, Circumstance.GROUP_REPRESENTATIVE)[len(TWO) :]

    assert added == [
        *(f"form_{number}" for number in range(1, 9)),
        "system_diagram",
        "organisation_chart",
        "area_map",
    ]


@pytest.mark.parametrize(
    ("track", "wanted"),
    [
        ("normal", []),
        ("invoice", ["employee_list"]),
        ("electronic_transaction", []),
        ("security", ["employee_list"]),
        ("consortium", ["employee_list"]),
    ],
)
def test_a_micro_enterprise_files_its_employees_with_the_report(track: str, wanted: list[str]) -> None:
    due = required_documents(
        "fy2026", track, CORPORATION, [Circumstance.MICRO_ENTERPRISE], stage=Stage.REPORT
    )

    assert [each.code for each in due] == wanted
    assert required_documents("fy2026", track, CORPORATION, stage=Stage.REPORT) == ()


def test_any_one_of_three_papers_shows_who_a_person_is() -> None:
    identity = paper("fy2026", PERSON, "identity")

    assert [each.code for each in identity.choices] == [
        "driving_licence",
        "driving_record",
        "resident_record",
    ]
    assert identity.name.ja == "運転免許証 または 運転経歴証明書 または 住民票"
    assert [each.issued_within_months for each in identity.choices] == [None, None, 3]


@pytest.mark.parametrize(
    ("edition", "years"),
    [
        ("fy2025", ["tax_return_2024", "tax_return_2023"]),
        ("fy2026", ["tax_return_2025", "tax_return_2024"]),
    ],
)
def test_the_tax_return_is_that_of_the_last_year_or_the_one_before(edition: str, years: list[str]) -> None:
    assert [each.code for each in paper(edition, PERSON, "tax_return").choices] == years


def test_papers_known_from_2025_alone_carry_the_mark_in_2026() -> None:
    statements = paper("fy2026", CORPORATION, "financial_statements")
    extract = paper("fy2026", CORPORATION, "register_extract", track="invoice")

    assert statements.standing is Standing.CONFIRMED
    assert extract.standing is Standing.STAND_IN
    assert extract.choices[0].age_facts == ("PORTAL.Y-01",)


def test_other_forms_of_the_tax_certificate_do_not_stand_in() -> None:
    certificate = paper("fy2026", CORPORATION, "corporation_tax_certificate")

    assert problems_with_choice(certificate, "corporation_tax_2") == []
    assert [each.code for each in problems_with_choice(certificate, "corporation_tax_3")] == ["not_accepted"]
    assert [each.name.ja for each in certificate.refused] == [
        "納税証明書（その3）",
        "納税証明書（その4）",
        "領収書",
        "XML形式の納税証明書",
        "消費税・事業税の納税証明書",
        "都道府県・市区町村の納税証明書",
    ]


def test_partial_extracts_of_the_register_are_refused() -> None:
    assert [each.name.ja for each in refused_substitutes("fy2026", "register_extract")] == [
        "現在事項証明書",
        "代表者事項証明書",
    ]


@pytest.mark.parametrize(
    ("submitted_on", "deadline_on", "outcome"),
    [
        (date(2026, 2, 11), None, AgeOutcome.ISSUED_LATER),
        (date(2026, 2, 12), date(2026, 5, 12), AgeOutcome.ACCEPTED),
        (date(2026, 5, 12), date(2026, 5, 12), AgeOutcome.ACCEPTED),
        (date(2026, 5, 12), None, AgeOutcome.ACCEPTED),
        (date(2026, 5, 12), date(2026, 5, 13), AgeOutcome.TOO_OLD_BY_DEADLINE),
        (date(2026, 5, 13), date(2026, 5, 13), AgeOutcome.TOO_OLD),
        (date(2026, 5, 13), None, AgeOutcome.TOO_OLD),
    ],
)
def test_a_paper_is_young_enough_until_the_same_day_three_months_later(
    submitted_on: date, deadline_on: date | None, outcome: AgeOutcome
) -> None:
    extract = paper("fy2026", CORPORATION, "register_extract").choices[0]

    check = check_issue_date(extract, date(2026, 2, 12), submitted_on, deadline_on)

    assert check.outcome is outcome
    assert check.accepted is (outcome in {AgeOutcome.ACCEPTED, AgeOutcome.TOO_OLD_BY_DEADLINE})
    assert (check.message is None) is (outcome is AgeOutcome.ACCEPTED)


def test_a_paper_without_a_limit_may_be_old() -> None:
    licence = paper("fy2026", PERSON, "identity").choices[0]

    check = check_issue_date(licence, date(2020, 1, 1), date(2026, 5, 12), date(2026, 5, 12))

    assert (check.outcome, check.valid_until, check.message) == (AgeOutcome.ACCEPTED, None, None)


def test_the_message_of_an_old_paper_says_until_when_it_could_be_used() -> None:
    extract = paper("fy2026", CORPORATION, "register_extract").choices[0]

    message = check_issue_date(extract, date(2025, 11, 30), date(2026, 3, 1)).message

    assert message is not None
    assert message.ja == (
        "履歴事項全部証明書（全ページ）は発行から3か月以内のものが必要です（公募要領 必要書類）。"
        "発行日2025-11-30のものは2026-02-28までしか使えません。取り直してください。"
    )


@pytest.mark.parametrize(("form", "kind"), [("KK", CORPORATION), ("NPO", CORPORATION), ("SOLE", PERSON)])
def test_the_legal_form_tells_the_kind_of_applicant(form: str, kind: ApplicantKind) -> None:
    assert ApplicantKind.of(reference.legal_form(form)) is kind


@pytest.mark.parametrize(("edition", "track"), [("fy2020", "normal"), ("fy2026", "security_track")])
def test_papers_of_an_unknown_edition_or_track_are_refused(edition: str, track: str) -> None:
    with pytest.raises(UnknownCodeError):
        required_documents(edition, track, CORPORATION)
