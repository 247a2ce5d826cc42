"""Checks of a tool's registration: errors that stop it, cautions for what is often returned."""

from __future__ import annotations

from datetime import date

import pytest

from hojokin.flow.checks.answers import pages
from hojokin.flow.checks.tool_market import is_vague
from hojokin.flow.checks.tool_price import maintenance_words_in, sheet_total
from hojokin.flow.checks.tool_registration import problems_of_tool
from hojokin.flow.form import Attached, FormProblem, Row, Severity, Value
from tests.flow import registration_samples as samples

ERROR, CAUTION = Severity.ERROR, Severity.CAUTION


def found(values: dict[str, Value], **known: object) -> list[tuple[str, Severity]]:
    return [(each.field, each.severity) for each in problems(values, **known)]


def problems(values: dict[str, Value], **known: object) -> list[FormProblem]:
    return list(problems_of_tool(values, {}, samples.circumstances(**known)))


@pytest.mark.parametrize("sample", [samples.software, samples.electronic, samples.training])
def test_a_good_registration_shows_no_warning(sample: object) -> None:
    assert callable(sample)
    assert problems(sample(), market_price=200_000) == []


def test_an_add_on_is_no_category_1() -> None:
    assert found(samples.software(is_add_on=True)) == [("is_add_on", ERROR)]


@pytest.mark.parametrize(("category", "is_refused"), [("1", False), ("6", True), ("10", False)])
def test_a_vendor_that_is_not_registered_files_category_1_or_10(category: str, is_refused: bool) -> None:
    values: dict[str, Value] = {"category": category}

    assert (("category", ERROR) in found(values, is_first_tool=True)) is is_refused
    assert found(values, is_first_tool=False) == []


def test_category_8_is_normally_not_registered() -> None:
    assert found({"category": "8"}) == [("category", CAUTION)]


def test_category_10_must_be_on_the_list() -> None:
    assert found({"category": "10", "is_on_ipa_list": False}) == [("is_on_ipa_list", ERROR)]


@pytest.mark.parametrize(
    ("category", "tracks", "expected"),
    [
        ("10", ["security"], []),
        ("10", ["security", "normal"], [("tracks", ERROR)]),
        ("4", ["normal"], []),
        ("4", ["security"], [("tracks", ERROR)]),
        ("9", ["invoice"], []),
        ("9", ["normal"], [("tracks", ERROR)]),
        ("2", ["electronic_transaction"], [("tracks", ERROR)]),
    ],
)
def test_tracks_fit_the_category(
    category: str, tracks: list[str], expected: list[tuple[str, Severity]]
) -> None:
    assert found({"category": category, "tracks": tracks}) == expected


def test_a_name_that_is_taken_is_noticed_in_any_width() -> None:
    assert found(samples.software(), taken_names=frozenset({"みどり 請求"})) == [("name", CAUTION)]


@pytest.mark.parametrize(
    ("lowest", "expected"), [(239_999, []), (240_000, []), (240_001, [("price_min", ERROR)])]
)
def test_the_minimum_price_is_at_most_the_standard_price(
    lowest: int, expected: list[tuple[str, Severity]]
) -> None:
    assert found(samples.software(price_min=lowest)) == expected


@pytest.mark.parametrize(
    ("standard", "expected"), [(399_999, []), (400_000, []), (400_001, [("price_standard", CAUTION)])]
)
def test_a_price_above_twice_the_median_is_questioned(
    standard: int, expected: list[tuple[str, Severity]]
) -> None:
    assert found(samples.software(price_standard=standard), market_price=200_000) == expected


def test_a_price_is_not_compared_while_no_tool_is_registered() -> None:
    assert found(samples.software(price_standard=9_000_000), market_price=None) == []


def test_the_sheet_sums_hours_by_people_by_price() -> None:
    assert sheet_total(samples.training()) == 160_000
    assert found(samples.training(price_standard=160_001)) == [("price_standard", ERROR)]


def test_a_sheet_with_a_gap_is_not_summed() -> None:
    gap: list[Row] = [
        {"task": "training", "detail": "研修", "hours": None, "people": 1, "hourly_price": 8_000}
    ]

    assert sheet_total({"sheet_setup": gap}) is None
    assert found(samples.training(sheet_setup=gap)) == []


def test_a_sheet_left_behind_by_another_category_does_not_count() -> None:
    other = samples.training()["sheet_setup"]

    assert found(samples.software(sheet_setup=other)) == []


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("月額利用料と保守の費用", ("保守",)),
        ("カテゴリー7（保守サポート）は含まない", ("保守", "サポート")),
        ("カテゴリー7 保守サポート役務は含まない。", ()),
        ("保守の費用は含みません。電話対応つき", ("電話対応",)),
        ("月額20,000円×12か月", ()),
    ],
)
def test_maintenance_is_found_unless_it_is_said_to_be_left_out(written: str, words: tuple[str, ...]) -> None:
    assert maintenance_words_in(written) == words


def test_maintenance_in_a_price_is_a_caution_except_in_category_7() -> None:
    assert found(samples.software(price_breakdown="利用料と保守")) == [("price_breakdown", CAUTION)]
    assert found({"category": "7", "price_breakdown": "保守の作業"}) == []


def test_maintenance_in_the_sheet_of_another_service_is_pointed_at() -> None:
    row: Row = {
        "task": "training",
        "detail": "研修と障害対応",
        "hours": 10,
        "people": 2,
        "hourly_price": 8_000,
    }

    assert [
        (each.field, each.row, each.column) for each in problems(samples.training(sheet_setup=[row]))
    ] == [("sheet_setup", 0, "detail")]


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        ("他社製品相当", True),
        ("A社の請求ソフト", True),
        ("製品B", True),
        ("〇〇請求", True),
        ("NEKA社 請求Pro", False),
        ("楽楽明細", False),
    ],
)
def test_a_compared_product_is_named(product: str, expected: bool) -> None:
    assert is_vague(product) is expected


def test_comparison_and_cases_are_missed() -> None:
    assert found(samples.software(comparisons=[], cases=[])) == [("comparisons", CAUTION), ("cases", CAUTION)]


def test_a_vague_product_is_pointed_at() -> None:
    row: Row = {"product": "大手ERP", "maker": "各社", "price": 1, "difference": "安い"}

    assert [
        (each.field, each.row, each.column) for each in problems(samples.software(comparisons=[row]))
    ] == [("comparisons", 0, "product")]


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"customer": "サンプル商事（想定顧客）"}, "customer"),
        ({"customer": "A社"}, "customer"),
        ({"effect": "作業が半分になる見込み"}, "customer"),
        ({"started_on": "2024-09-30"}, "started_on"),
        ({"is_consented": False}, "is_consented"),
    ],
)
def test_a_case_that_reads_as_invented_is_pointed_at(changed: dict[str, str], column: str) -> None:
    case: Row = {
        "customer": "株式会社やまびこ",
        "started_on": "2024-10-01",
        "effect": "月8時間が2時間に",
        "is_consented": True,
    }

    assert [
        (each.field, each.column) for each in problems(samples.software(cases=[{**case, **changed}]))
    ] == [("cases", column)]
    assert problems(samples.software(cases=[case])) == []


def test_there_are_no_more_cases_than_customers() -> None:
    assert found(samples.software(customers=1)) == []
    assert found(samples.software(customers=0)) == [("cases", CAUTION)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3-5, 8", (3, 5, 8, 8)),
        ("P.6〜P.7", (6, 7)),
        ("１２ページ", (12, 12)),
        ("第3章", None),
        ("5-3", None),
        ("", None),
        ("1" * 5000, None),
    ],
)
def test_pages_are_read_as_people_write_them(written: str, read: tuple[int, ...] | None) -> None:
    assert pages(written) == read


@pytest.mark.parametrize(
    ("written", "expected"),
    [("9", []), ("10", []), ("11", [("ai_pages", CAUTION)]), ("0", [("ai_pages", CAUTION)])],
)
def test_a_page_is_in_the_document(written: str, expected: list[tuple[str, Severity]]) -> None:
    assert found(samples.software(ai_pages=written)) == expected


def test_a_page_of_a_process_is_checked_in_its_row() -> None:
    row: Row = {
        "process": "P-02",
        "sub_process": "請求",
        "explanation": "請求書を作ります。",
        "pages": "§3-2の節",
    }

    assert [
        (each.field, each.row, each.column) for each in problems(samples.software(process_explanations=[row]))
    ] == [("process_explanations", 0, "pages")]


@pytest.mark.parametrize("name", ["names_pages", "flow_pages", "usage_pages"])
def test_what_reviewers_look_for_is_missed(name: str) -> None:
    assert found(samples.software(**{name: None})) == [(name, CAUTION)]


def test_the_outline_names_the_tool_in_any_width() -> None:
    assert found(samples.software(outline="ミドリ請求の紹介")) == [("outline", CAUTION)]
    assert found(samples.software(name="みどりPay", outline="みどりＰＡＹ は便利です。")) == []


def test_an_address_is_https() -> None:
    assert found(samples.software(url="http://midori.example.jp/")) == [("url", CAUTION)]


@pytest.mark.parametrize("item", ["transaction_date", "transaction_content"])
def test_an_invoice_sample_shows_date_and_content(item: str) -> None:
    shown = [each for each in samples.software()["sample_items"] if each != item]  # type: ignore[union-attr] # a list

    assert found(samples.software(sample_items=shown)) == [("sample_items", CAUTION)]  # type: ignore[arg-type] # of codes


def test_general_and_business_processes_do_not_stand_together() -> None:
    general = {"process": "P-07", "sub_process": "自動化", "explanation": "作業の自動化", "pages": "3"}
    business = {**general, "process": "P-02"}

    assert found(samples.software(processes=["P-02", "P-07"], process_explanations=[business, general])) == [
        ("processes", ERROR)
    ]
    assert found(samples.software(processes=["P-07"], process_explanations=[general])) == []


def test_every_process_and_function_is_explained_and_no_other() -> None:
    assert found(samples.software(processes=["P-02", "P-03"])) == [("process_explanations", ERROR)]
    assert found(samples.software(processes=["P-03"])) == [("process_explanations", ERROR)] * 2
    assert found(samples.software(functions=["payment", "ordering"])) == [("function_explanations", ERROR)]


def test_software_of_the_invoice_tracks_is_ready_for_invoices() -> None:
    assert found(samples.software(is_invoice_ready=False)) == [("is_invoice_ready", ERROR)]
    assert found(samples.software(is_invoice_ready=False, tracks=["normal"])) == []


@pytest.mark.parametrize(
    "name",
    [
        "has_invoice_ordering",
        "gives_free_accounts",
        "separates_accounts",
        "manages_dealings",
        "manages_invoice_numbers",
        "is_account_limited",
    ],
)
def test_electronic_transactions_take_no_no(name: str) -> None:
    assert found(samples.electronic(**{name: False})) == [(name, ERROR)]


def test_electronic_transactions_run_in_the_cloud() -> None:
    assert ("is_cloud", ERROR) in found(samples.electronic(is_cloud=False))


def test_answers_on_the_software_agree_with_each_other() -> None:
    assert found(samples.software(price_has_customising=True)) == [("price_has_customising", ERROR)]
    assert found(samples.software(price_has_customising=True, is_customised=True)) == []
    assert found(samples.software(maker_kind="other")) == [("is_own_design", CAUTION)]
    assert found(samples.software(provides_server=True, is_cloud=False)) == [("provides_server", CAUTION)]


@pytest.mark.parametrize(("started", "expected"), [(20, []), (21, [("sales_started_on", CAUTION)])])
def test_a_sale_has_begun(started: int, expected: list[tuple[str, Severity]]) -> None:
    day = date(2026, 4, started).isoformat()

    assert found(samples.training(sales_started_on=day)) == expected


@pytest.mark.parametrize(
    ("size", "media_type", "count"),
    [
        (10_485_759, "application/pdf", 0),
        (10_485_760, "application/pdf", 1),
        (10_485_761, "image/png", 1),
        (1, "text/html", 1),
    ],
)
def test_a_file_is_smaller_than_10_megabytes_and_of_a_known_kind(
    size: int, media_type: str, count: int
) -> None:
    files = {"feature_document": [Attached("feature_document", "機能.pdf", size, media_type, "")]}

    assert len(problems_of_tool(samples.software(), files, samples.circumstances())) == count


def test_an_empty_registration_is_checked_without_a_fault() -> None:
    assert problems({}) == []
