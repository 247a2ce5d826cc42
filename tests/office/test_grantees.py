"""The public list of grantees: what narrows it is what its filters show."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_prefecture_that_narrows_an_empty_list_stays_chosen(site: Client) -> None:
    page = site.get("/grantees/?prefecture=13&text=大阪").text

    assert '<option value="13" selected>東京都 (0)</option>' in page


@pytest.mark.parametrize("prefecture", ["99", "東京", ""])
def test_what_is_no_prefecture_is_none_to_choose(site: Client, prefecture: str) -> None:
    page = site.get(f"/grantees/?prefecture={prefecture}").text

    assert page.partition('id="prefecture"')[2].partition("</select>")[0].count("<option") == 1
