"""Lines pasted from a spreadsheet, and files of a vendor, become lines of a quote."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from hojokin.office.portals.public.pasted import read_pasted
from hojokin.office.portals.public.views.quotes import UPLOAD_LIMIT_BYTES
from hojokin.quotes.template import write_template

READ = "/estimate/quote/"
CSV = "区分,品名,金額（税抜）,月数\nソフトウェア,会計クラウド,600000,24\n"


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    with translation.override("ja"):
        yield


def test_lines_without_a_heading_are_category_name_amount_months() -> None:
    quote = read_pasted("ソフトウェア\t会計クラウド\t600,000\t24\n6\t初期設定\t５万円\n")

    assert quote.wrong == []
    assert quote.costs == (
        {"category": "software", "amount_yen": 600_000, "name": "会計クラウド", "months": 24},
        {"category": "setup_training", "amount_yen": 50_000, "name": "初期設定"},
    )


def test_a_heading_may_name_the_cells_in_another_order() -> None:
    quote = read_pasted("金額（税抜）\t品名\t区分\n100\tA\t1\n")

    assert quote.costs == ({"category": "software", "amount_yen": 100, "name": "A"},)


def test_commas_separate_cells_but_not_thousands() -> None:
    assert read_pasted("1,会計,1,200,000").costs == (
        {"category": "software", "amount_yen": 1_200_000, "name": "会計"},
    )


def test_faults_are_told_with_the_line_they_stand_in() -> None:
    quote = read_pasted("1\tA\t100\n車両\tB\t多め")

    assert [told.partition(": ")[0] for told in quote.wrong] == ["2行目", "2行目"]


def test_a_csv_file_becomes_an_address_with_its_rows(site: Client) -> None:
    upload = SimpleUploadedFile("quote.csv", CSV.encode("cp932"), content_type="text/csv")

    answer = site.post(READ, {"applicant-size": "small", "quote-file": upload})

    assert answer.status_code == 302
    page = site.get(answer.headers["Location"]).text
    assert 'value="会計クラウド"' in page
    assert 'value="600,000"' in page
    assert '<option value="small" selected>' in page


def test_the_template_for_vendors_is_read_back(site: Client, tmp_path: Path) -> None:
    write_template(tmp_path / "quote.xlsx")

    answer = site.post(
        READ, {"quote-file": SimpleUploadedFile("quote.xlsx", (tmp_path / "quote.xlsx").read_bytes())}
    )

    assert answer.status_code in {200, 302}


def test_a_file_that_is_no_quote_is_told_and_nothing_typed_is_lost(site: Client) -> None:
    upload = SimpleUploadedFile("holiday.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100)

    answer = site.post(
        READ, {"costs-0-name": "会計クラウド", "costs-0-amount_yen": "60万", "quote-file": upload}
    )

    assert answer.status_code == 422
    assert '<a href="#quote-file">' in answer.text
    assert 'value="60万"' in answer.text


def test_pasted_lines_that_cannot_be_read_stay_in_their_box(site: Client) -> None:
    answer = site.post(READ, {"quote-text": "車両\tトラック\t多め"})

    assert answer.status_code == 422
    assert "車両\tトラック\t多め</textarea>" in answer.text


def test_nothing_to_read_is_told(site: Client) -> None:
    answer = site.post(READ, {"quote-text": " "})

    assert answer.status_code == 422
    assert "ファイルを選ぶか、表を貼り付けてください。" in answer.text


def test_a_file_above_the_limit_is_refused_unread(site: Client) -> None:
    answer = site.post(READ, {"quote-file": SimpleUploadedFile("quote.csv", b"1" * UPLOAD_LIMIT_BYTES)})

    assert answer.status_code == 413
    assert "ファイルが大きすぎます。5,000,000 バイトまでのファイルを選んでください。" in answer.text


def test_more_lines_than_the_page_holds_are_told(site: Client) -> None:
    answer = site.post(READ, {"quote-text": "1\tA\t100\n" * 101})

    assert answer.status_code == 422
    assert "画面で扱える見積りは 100 行までです。" in answer.text
