"""Words and figures in the language of the page."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from hojokin.office.portals.public.countdown import time_left
from hojokin.office.portals.templatetags import words


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    with translation.override("ja"):
        yield


def test_yen_are_grouped_and_named() -> None:
    assert words.yen(1_350_000) == "1,350,000円"
    with translation.override("en"):
        assert words.yen(1_350_000) == "¥1,350,000"


@pytest.mark.parametrize(("amount", "ja", "en"), [(-1, "-1円", "-¥1"), (0, "0円", "¥0")])
def test_the_sign_of_yen_stands_before_the_figure(amount: int, ja: str, en: str) -> None:
    assert words.yen(amount) == ja
    with translation.override("en"):
        assert words.yen(amount) == en


def test_a_deadline_is_told_in_japanese_time_with_its_weekday() -> None:
    deadline = datetime(2026, 8, 25, 8, 0, tzinfo=UTC)

    assert words.moment(deadline) == "2026年8月25日（火）17:00"
    with translation.override("en"):
        assert words.moment(deadline) == "Tuesday 25 August 2026, 17:00 JST"


def test_an_instant_after_midnight_in_japan_is_the_next_day() -> None:
    assert words.moment(datetime(2026, 8, 24, 15, 0, tzinfo=UTC)) == "2026年8月25日（火）00:00"


def test_a_month_has_no_day() -> None:
    assert words.month(date(2026, 4, 1)) == "2026年4月"


def test_english_is_taken_where_there_is_english() -> None:
    refusal = {"message": "できません", "message_en": "No"}

    assert words.said(refusal, "message") == "できません"
    with translation.override("en"):
        assert words.said(refusal, "message") == "No"
        assert words.said({"message": "できません"}, "message") == "できません"


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (timedelta(days=9, hours=23), "あと9日"),
        (timedelta(days=2), "あと2日"),
        (timedelta(days=2, seconds=-1), "あと47時間"),
        (timedelta(hours=1), "あと1時間"),
        (timedelta(hours=1, seconds=-1), "あと59分"),
        (timedelta(minutes=1), "あと1分"),
        (timedelta(minutes=1, seconds=-1), "まもなく締切"),
    ],
)
def test_time_left_is_told_in_the_unit_that_helps(left: timedelta, told: str) -> None:
    assert time_left(left) == told
