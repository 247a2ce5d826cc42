"""The office's papers say what they were told, are tagged, and come out the same every time."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from hojokin.office.adapters.inspection import inspect
from hojokin.office.adapters.inspection.pdf import page_texts
from hojokin.office.adapters.pdf import PaperError, render
from tests.office.adapters.paper_data import AT, DATA


def words(template: str, **changed: object) -> str:
    """The whole text of a paper, without spaces and ends of lines."""
    return re.sub(r"\s+", "", "".join(page_texts(render(template, DATA[template] | changed, at=AT))))


@pytest.mark.parametrize(
    ("template", "sentences"),
    [
        (
            "grant_notice",
            [
                "様式第1",
                "株式会社髙﨑精機",
                "補助対象経費（税抜）1,234,567円",
                "補助率1/2以内",
                "補助金の額（上限）617,283円",
                "実際に支払った補助対象経費に補助率を乗じた額と、1.に記載した補助金の額とを比べ、いずれか低い額とします",
                "事業の完了期限2027年2月26日",
                "交付規程第16条に基づき通知します",
            ],
        ),
        (
            "rejection_notice",
            ["労働生産性の伸び率が、必要な年平均成長率3％に届いていません。交付規程第9条第2項"],
        ),
        (
            "amount_notice",
            [
                "様式第2",
                "経費に補助率を乗じた額（A）550,000円",
                "交付決定額（B）617,283円",
                "いずれか低い額）550,000円",
            ],
        ),
        (
            "repayment_order",
            ["返還を命じる額3,000,000円", "返還の期限2029年9月28日", "交付した補助金の額4,500,000円"],
        ),
        (
            "receipt",
            [
                "受付番号R26-0000-1234-5678",
                "受付日時2026年8月25日17:00:03",
                "（SHA-256）" + "0123456789abcdef" * 4,
                "履歴事項全部証明書_20260801.pdf" + "ab" * 32 + "482,113B",
                "ツール24クラウド会計システム",
            ],
        ),
        (
            "erasure_certificate",
            ["添付ファイル1,234件", "交付規程第31条による保存義務2032年3月31日", "9f" * 32],
        ),
    ],
)
def test_a_paper_says_what_it_was_told(template: str, sentences: list[str]) -> None:
    said = words(template)

    assert [sentence for sentence in sentences if sentence not in said] == []


@pytest.mark.parametrize("template", sorted(DATA))
def test_a_paper_is_tagged_titled_and_passes_our_own_inspection(template: str) -> None:
    paper = render(template, DATA[template], at=AT)

    assert [mark for mark in (b"pdfuaid", b"pdfaid", b"/StructTreeRoot", b"/Lang") if mark not in paper] == []
    assert inspect("a.pdf", io.BytesIO(paper), 10_000_000).problems == ()


@pytest.mark.parametrize("template", sorted(DATA))
def test_the_same_data_and_time_make_the_same_bytes(template: str) -> None:
    first = render(template, DATA[template], at=AT)

    assert render(template, DATA[template], at=AT) == first
    assert render(template, DATA[template], at=AT + timedelta(seconds=1)) != first


def test_the_zone_of_the_clock_does_not_matter() -> None:
    there = AT.astimezone(ZoneInfo("America/New_York"))

    assert render("receipt", DATA["receipt"], at=there) == render("receipt", DATA["receipt"], at=AT)


def test_what_people_write_is_never_read_as_markup() -> None:
    typed = '#import "x.typ": *; #panic("a") $x$ *b* _c_ `d` @e <f> \\u{41} // g /* h */ "i" = j'

    assert re.sub(r"\s+", "", typed) in words("receipt", title=typed)


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("髙﨑𠮷邉濵栁葛祇辻①㈱㊞", "髙﨑𠮷邉濵栁葛祇辻①㈱㊞"),
        ("絵文字😀👨\u200d👩です", "絵文字〓〓〓です"),
        ("a\x00b\ud800c\u202ed", "abcd"),
    ],
)
def test_letters_that_cannot_be_drawn_are_shown_as_missing(typed: str, drawn: str) -> None:
    assert f"手続き{drawn}提出者" in words("receipt", title=typed)


def test_a_long_receipt_goes_on_with_its_head_on_every_page() -> None:
    fields = [{"label": f"項目{place}", "value": "長い説明" * 40} for place in range(60)]
    data = DATA["receipt"] | {"sections": [{"title": "事業の内容", "fields": fields}]}

    pages = page_texts(render("receipt", data, at=AT))

    assert len(pages) > 5
    assert all("入力内容" in page for page in pages[:-1])
    assert f"{len(pages)} / {len(pages)}" in pages[-1]


def test_an_empty_list_is_said_to_be_empty() -> None:
    assert "4.交付の条件特にありません。以上" in words("grant_notice", conditions=[])
    assert "添付ファイルはありません。" in words("receipt", files=[])
    assert "保存を続ける情報はありません。" in words("erasure_certificate", kept=[])


def test_a_paper_that_was_not_told_everything_is_not_printed() -> None:
    data = {name: value for name, value in DATA["grant_notice"].items() if name not in {"rate", "subsidy"}}

    with pytest.raises(PaperError, match="grant_notice was not told: rate, subsidy"):
        render("grant_notice", data, at=AT)


@pytest.mark.parametrize("template", ["frame", "../secret", ""])
def test_what_is_no_paper_is_not_printed(template: str) -> None:
    with pytest.raises(PaperError, match="There is no paper"):
        render(template, {}, at=AT)


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(PaperError, match="zone"):
        render("receipt", DATA["receipt"], at=datetime(2026, 8, 25, tzinfo=UTC).replace(tzinfo=None))


def test_many_threads_print_at_once() -> None:
    expected = {name: render(name, DATA[name], at=AT) for name in DATA}
    with ThreadPoolExecutor(4) as pool:
        made = pool.map(
            lambda pair: (pair[0], render(pair[0], DATA[pair[0]], at=AT)), product(DATA, range(3))
        )

    assert all(expected[name] == paper for name, paper in made)
