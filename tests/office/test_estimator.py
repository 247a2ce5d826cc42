"""The estimator page: every track beside each other, addresses that can be shared, faults with their fields."""

import re

import pytest
from django.test import Client

from hojokin.office.portals.public.choices import track_name
from hojokin.office.portals.public.views.home import purchases
from hojokin.rules import compare
from hojokin.rules.question import TrackCode
from hojokin.rules.schema import EXAMPLES

pytestmark = pytest.mark.django_db  # the front page shows the latest news

QUOTE = (
    "applicant-size=medium&costs-0-category=software&costs-0-amount_yen=2%2C400%2C000&costs-0-processes=P-01"
    "&costs-0-processes=P-04&costs-1-category=setup_training&costs-1-amount_yen=300%2C000"
)


def amounts(text: str) -> list[tuple[str, str]]:
    """Name and amount of every track in the summary."""
    summary = text.partition('id="summary"')[2].partition("</aside>")[0]
    names = re.findall(r'class="track">(?:<a [^>]*>)?([^<]+)', summary)
    figures = re.findall(r'class="amount(?: none)?">([^<]+)', summary)
    return list(zip(names, figures, strict=True))


def test_every_track_is_answered_beside_the_others(site: Client) -> None:
    page = site.get(f"/estimate/?{QUOTE}").text

    told = dict(amounts(page))
    assert set(told) == {track_name(code) for code in TrackCode}
    for answer in compare(EXAMPLES[0]):
        expected = f"{answer.amount_yen:,}" if answer.eligible else "対象になりません"
        assert told[track_name(answer.track.code)] == expected


def test_a_track_that_lacks_facts_says_which(site: Client) -> None:
    page = site.get(f"/estimate/?{QUOTE}").text

    assert dict(amounts(page))[track_name("electronic_transaction")] == "計算していません"
    assert "取引先アカウントの数を入れると計算します。" in page


def test_accounts_bring_the_electronic_transaction_track(site: Client) -> None:
    query = QUOTE.partition("&costs-1")[0] + "&accounts-sme=30&accounts-contracted=50&costs-0-cloud=on"

    page = site.get(f"/estimate/?{query}&costs-0-functions=ordering&costs-0-invoice_ready=on").text

    assert dict(amounts(page))[track_name("electronic_transaction")] == "960,000"


def test_the_explanation_ends_with_the_amount(site: Client) -> None:
    page = site.get(f"/estimate/?{QUOTE}").text

    ladder = page.partition('id="track-normal"')[2].partition('<ol class="ladder">')[2].partition("</ol>")[0]
    last = ladder.rpartition("<li>")[2]
    assert '<span class="label">補助金の額' in last
    assert '<span class="value">1,350,000円</span>' in last


def test_a_submission_leads_to_the_clean_address(site: Client) -> None:
    answer = site.get(f"/estimate/?{QUOTE}&requested_yen=&costs-0-name=&go=1")

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/estimate/?{QUOTE}#result"


def test_english_stays_english_after_a_submission(site: Client) -> None:
    answer = site.get("/en/estimate/?applicant-size=small&go=1")

    assert answer.headers["Location"] == "/en/estimate/?applicant-size=small#result"


def test_a_row_can_be_added_and_taken_away_without_javascript(site: Client) -> None:
    added = site.get("/estimate/?costs-0-category=software&costs-0-amount_yen=1&edit=add:costs").headers[
        "Location"
    ]
    removed = site.get(added.partition("#")[0] + "&edit=remove:costs:0").headers["Location"]

    assert (
        added == "/estimate/?costs-0-category=software&costs-0-amount_yen=1&costs-1-category=software#costs"
    )
    assert removed == "/estimate/?costs-0-category=software#costs"


@pytest.mark.parametrize(
    "edit", ["", "add", "add:", "add:members", "remove:costs", "remove:costs:x", "remove:costs:99", "😀"]
)
def test_an_edit_that_means_nothing_changes_nothing(site: Client, edit: str) -> None:
    answer = site.get("/estimate/", {"costs-0-amount_yen": "1", "edit": edit})

    assert answer.headers["Location"] == "/estimate/?costs-0-amount_yen=1#costs"


def test_every_fault_leads_to_its_field(site: Client) -> None:
    page = site.get(
        "/estimate/?costs-0-category=software&costs-0-amount_yen=plenty&costs-1-category=register"
        "&costs-2-category=rocket&costs-2-amount_yen=1&applicant-capital_yen=-5"
    ).text

    anchors = re.findall(r'<a href="#([\w-]+)">', page.partition('role="alert"')[2].partition("</ul>")[0])
    assert anchors == ["applicant-capital_yen", "costs-0-amount_yen", "costs-2-category"]
    for anchor in anchors:
        assert f'id="{anchor}"' in page
    assert 'value="plenty"' in page
    assert 'value="-5"' in page


def test_the_page_title_says_that_something_is_wrong(site: Client) -> None:
    page = site.get("/estimate/?costs-0-amount_yen=plenty").text

    assert page.partition("<title>")[2].startswith("誤りがあります")


def test_markup_that_is_typed_stays_text(site: Client) -> None:
    page = site.get(
        "/estimate/", {"costs-0-name": '"><script>alert(1)</script>', "costs-0-amount_yen": "1"}
    ).text

    assert "<script>alert" not in page


def test_a_live_request_gets_the_answer_alone(site: Client) -> None:
    answer = site.get(f"/estimate/?{QUOTE}&costs-0-name=", headers={"HX-Request": "true"})

    assert answer.headers["HX-Replace-Url"] == f"/estimate/?{QUOTE}"
    assert "<form" not in answer.text
    assert 'hx-swap-oob="true"' in answer.text
    assert dict(amounts(answer.text))[track_name("normal")] == "1,350,000"


@pytest.mark.parametrize("code", [each.code for each in purchases()])
def test_everything_on_the_front_page_can_be_supported(site: Client, code: str) -> None:
    page = site.get("/", {"who": "small", "what": code, "yen": "600,000"}).text

    assert re.search(r'class="headline-amount">[1-9][\d,]+<', page)


def test_the_front_page_leads_to_the_same_answer_line_by_line(site: Client) -> None:
    page = site.get("/?who=small&what=accounting&yen=600000").text
    details = page.partition('class="after"><a href="')[2].partition('"')[0].replace("&amp;", "&")

    assert dict(amounts(site.get(details).text))[track_name("invoice")] == "480,000"


def test_the_front_page_bears_anything_in_its_address(site: Client) -> None:
    assert site.get("/", {"who": "giant", "what": "rocket", "yen": "x" * 10_000}).status_code == 200
