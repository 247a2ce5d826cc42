"""The self-check in the browser: steps that keep what was answered, and a result with tools and reasons."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client

from hojokin.flow.self_check import Answers, result_of
from hojokin.flow.self_check_code import code_of, result_id
from hojokin.office.queries.self_check import tools_for
from hojokin.rules.question import TrackCode
from tests.office.registered import TOOL, register, several

pytestmark = pytest.mark.usefixtures("catalogue")

ACCOUNTING = Answers(industry="小", size="few", pains={"accounting": "strong"})
CODE = code_of(ACCOUNTING)


def follow(site: Client, **typed: Any) -> str:
    """Press the button of a step; the address that it leads to."""
    answer = site.get("/check/", {**typed, "go": "1"})
    assert answer.status_code == 302
    return str(answer["Location"])


def code_in(address: str) -> str:
    return parse_qs(urlsplit(address).query)["c"][0]


@time_machine.travel("2026-06-01T12:00:00+09:00", tick=False)
def test_the_steps_lead_to_a_result_that_holds_every_answer(site: Client) -> None:
    first = follow(site, step="1", trade="飲", size="few")
    second = follow(
        site, step="2", c=code_in(first), **{"pain-front_office": "strong", "pain-production": "none"}
    )
    third = follow(site, step="3", c=code_in(second), **{"pain-accounting": "some"})
    last = follow(site, step="4", c=code_in(third), weak=["staff_shortage", "publicity"], effect="hours")

    assert (first[:15], second[:15], third[:15]) == (
        "/check/?step=2&",
        "/check/?step=3&",
        "/check/?step=4&",
    )
    assert last == "/check/result/?c=1132200000100000123&on=2026-06-01"


def test_a_first_step_without_answers_says_what_is_missing_and_keeps_the_rest(site: Client) -> None:
    answer = site.get("/check/", {"step": "1", "size": "small", "go": "1"})

    assert answer.status_code == 422
    assert '<li><a href="#trade">業種を選んでください。</a></li>' in answer.text
    assert 'aria-describedby="trade-wrong trade-help" aria-invalid="true"' in answer.text
    assert 'value="small" checked' in answer.text
    assert 'href="#size"' not in answer.text


def test_going_back_changes_one_answer_and_keeps_the_others(site: Client) -> None:
    code = code_of(replace(ACCOUNTING, pains={"accounting": "strong", "front_office": "some"}))

    address = follow(site, step="2", c=code, **{"pain-front_office": "none"})

    assert code_in(address) == CODE


def test_what_cannot_have_been_asked_is_passed_over(site: Client) -> None:
    address = follow(
        site, step="4", c=CODE, weak=["alien"], effect="alien", **{"pain-front_office": "strong"}
    )

    assert code_in(address) == CODE


@pytest.mark.parametrize("step", ["0", "5", "x", "", "２"])
def test_a_step_that_is_none_is_the_first(site: Client, step: str) -> None:
    assert 'name="trade"' in site.get("/check/", {"step": step}).text


def test_a_code_that_cannot_be_read_is_told_and_begins_anew(site: Client) -> None:
    answer = site.get("/check/result/", {"c": "broken"}, follow=True)

    assert answer.status_code == 200
    assert "アドレスの中の答えを読めませんでした" in answer.text


def test_a_result_without_a_code_leads_to_the_first_step(site: Client) -> None:
    assert site.get("/check/result/")["Location"] == "/check/"


def test_a_result_names_the_processes_the_tools_and_the_reasons(site: Client) -> None:
    register([TOOL])

    told = site.get("/check/result/", {"c": CODE}).text

    for text in (
        "小売・2～5人",
        "「とても困っている」と答えた業務です。",
        TOOL.name,
        "業種「小売」で使うツールとして登録されています。",
        "名前か説明に「会計」とあります。",
        "インボイス枠",
        "P-04",
    ):
        assert text in told


def test_a_result_without_trouble_asks_for_some(site: Client) -> None:
    told = site.get("/check/result/", {"c": code_of(Answers("小", "few"))}).text

    assert "困っている業務も弱みも、まだ選ばれていません。" in told
    assert 'id="result-id"' not in told


@time_machine.travel("2026-06-10T12:00:00+09:00", tick=False)
@pytest.mark.parametrize(
    ("given", "on"),
    [
        ("2026-06-01", date(2026, 6, 1)),
        ("2026-06-10", date(2026, 6, 10)),
        ("2026-06-11", date(2026, 6, 10)),  # a day to come
        ("yesterday", date(2026, 6, 10)),
        ("", date(2026, 6, 10)),
    ],
)
def test_an_id_belongs_to_the_day_of_its_address(site: Client, given: str, on: date) -> None:
    told = site.get("/check/result/", {"c": CODE, "on": given}).text

    assert f'<code id="result-id">{result_id(ACCOUNTING, on)}</code>' in told


@pytest.mark.parametrize("count", [1, 3])
def test_a_result_asks_the_database_the_same_for_one_tool_and_for_three(
    site: Client, django_assert_num_queries: Any, count: int
) -> None:
    register([replace(each, industries=("小",)) for each in several(count)])
    site.get("/check/result/", {"c": CODE})  # the index is read

    with django_assert_num_queries(4):
        told = site.get("/check/result/", {"c": CODE}).text

    assert told.count("補助金を見積もる") == count


@pytest.mark.parametrize("address", ["/check/", "/check/?step=2", "/check/?step=4"])
def test_a_step_asks_the_database_nothing(site: Client, django_assert_num_queries: Any, address: str) -> None:
    with django_assert_num_queries(0):
        assert site.get(address).status_code == 200


def test_the_best_fit_comes_first() -> None:
    other_trade = replace(TOOL, number="DL06-0000002", industries=("医",), customers=9_000)
    register([other_trade, TOOL])

    found = tools_for(result_of(ACCOUNTING))[0]

    assert [each.tool.number for each in found.tools] == [TOOL.number, other_trade.number]
    assert found.tools[0].fit.score == found.tools[1].fit.score + 3


def test_a_tool_of_another_track_or_another_process_is_not_named() -> None:
    register(
        [
            replace(TOOL, number="DL06-0000002", tracks=(TrackCode.SECURITY,)),
            replace(TOOL, number="DL06-0000003", processes=("P-05",)),
        ]
    )

    assert [each.tools for each in tools_for(result_of(ACCOUNTING))] == [()]


def test_a_tool_is_named_once_where_it_fits_first() -> None:
    register([replace(TOOL, processes=("P-04", "P-05"))])
    checked = result_of(replace(ACCOUNTING, pains={"accounting": "strong", "working_hours": "some"}))

    found = tools_for(checked)

    assert [[each.tool.number for each in group.tools] for group in found] == [[TOOL.number], []]


def test_no_more_than_three_are_named_and_the_search_for_all_is_linked(site: Client) -> None:
    register(several(5))

    told = site.get("/check/result/", {"c": CODE}).text

    assert told.count("補助金を見積もる") == 3
    assert "のツール5件をすべて見る" in told
