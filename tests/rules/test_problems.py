"""Problems with a question: all at once, each at its place, each with what to do."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hojokin.rules.problems import (
    MOST_TOLD,
    InvalidQuestion,
    answers_to,
    answers_to_json,
    parsed,
    problem_document,
    read_json,
)

GOOD: dict[str, Any] = {
    "track": "normal",
    "applicant": {"size": "small"},
    "costs": [{"category": "software", "amount_yen": 1, "processes": ["P-01"]}],
}


def problems(question: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(InvalidQuestion) as raised:
        parsed(question)
    return [(each.place, each.code, each.message.en) for each in raised.value.problems]


def with_cost(**changed: Any) -> dict[str, Any]:
    return {**GOOD, "costs": [{**GOOD["costs"][0], **changed}]}


def test_every_problem_is_told_at_once_with_its_place() -> None:
    question = {
        "track": "normla",
        "applicant": {"size": 1, "capital_yen": -1},
        "costs": [{"amount_yen": "12"}],
        "x": 1,
    }

    found = problems(question)

    assert [(place, code) for place, code, _ in found] == [
        ("/track", "code"),
        ("/applicant/size", "code"),
        ("/applicant/capital_yen", "bounds"),
        ("/costs/0/category", "missing"),
        ("/costs/0/amount_yen", "integer"),
        ("/x", "unknown"),
    ]


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        (1000.0, "1000.0 is written as a decimal. Write 1000."),
        (0.5, "0.5 is not a whole number. Write it without a point or an exponent."),
        ("１，２００円", '"１，２００円" is a text. Write 1200 without quotes.'),
        ("¥3,000", '"¥3,000" is a text. Write 3000 without quotes.'),
        ("△5", '"△5" is a text. Write -5 without quotes.'),
        ("007", '"007" is a text. Write 7 without quotes.'),
        ("0", '"0" is a text. Write 0 without quotes.'),
        ("many", '"many" is not a whole number. Write it like 1200000.'),
        (True, "true is not a number. Write a whole number."),
        (-1, "-1 is negative. Write 0 or more."),
        (10**12, "1000000000000 is too large. Write 999,999,999,999 or less."),
    ],
)
def test_a_wrong_amount_says_what_to_write(given: Any, hint: str) -> None:
    assert [message for _, _, message in problems(with_cost(amount_yen=given))] == [hint]


@pytest.mark.parametrize(
    ("changed", "place", "hint"),
    [
        (
            {"category": "ソフトウェア"},
            "/costs/0/category",
            "There is no \"ソフトウェア\". Did you mean 'software'?",
        ),
        (
            {"category": "ｿﾌﾄｳｪｱ"},
            "/costs/0/category",
            "There is no \"ソフトウェア\". Did you mean 'software'?",
        ),
        (
            {"category": "Set-up training"},
            "/costs/0/category",
            "There is no \"Set-up training\". Did you mean 'setup_training'?",
        ),
        (
            {"functions": ["acounting"]},
            "/costs/0/functions/0",
            "There is no \"acounting\". Did you mean 'accounting'?",
        ),
        ({"cloud": "yes"}, "/costs/0/cloud", 'Answer true or false without quotes, not "yes".'),
        ({"amount": 1}, "/costs/0/amount", "There is no field \"amount\". Did you mean 'amount_yen'?"),
        ({"name": "x" * 201}, "/costs/0/name", "Write at most 200 characters."),
        ({"processes": "P-01"}, "/costs/0/processes", "Write a list in square brackets."),
    ],
)
def test_a_wrong_code_or_field_suggests_the_nearest(changed: dict[str, Any], place: str, hint: str) -> None:
    assert [(where, message) for where, _, message in problems(with_cost(**changed))] == [(place, hint)]


def test_full_width_codes_are_read_as_what_they_stand_for() -> None:
    question = {
        "track": "ｎｏｒｍａｌ",
        "applicant": {"size": " small", "legal_form": "ＫＫ", "industry_code": "３９", "prefecture": "１３"},
        "costs": [{"category": "ｓｏｆｔｗａｒｅ", "amount_yen": 1, "processes": ["Ｐ－０６：製"]}],
    }

    made = parsed(question)

    assert (made.track, made.applicant.size, made.applicant.legal_form) == ("normal", "small", "KK")
    assert (made.applicant.industry_code, made.applicant.prefecture) == ("39", "13")
    assert (made.costs[0].category, made.costs[0].processes) == ("software", ("P-06:製",))
    assert question["track"] == "ｎｏｒｍａｌ"


def test_one_name_in_two_spellings_becomes_one() -> None:
    composed, apart = parsed(with_cost(name="がぎぐ")), parsed(with_cost(name="か\u3099き\u3099く\u3099"))

    assert composed == apart


def test_strictness_holds_inside_lists() -> None:
    month = {"month": "2025-10", "prefecture": "13", "hourly_wages_yen": [1163, 1163.0, "1163", True, None]}

    found = problems({**GOOD, "applicant": {"size": "small", "wage_months": [month]}})

    assert [(place.rpartition("/")[2], code) for place, code, _ in found] == [
        ("1", "integer"),
        ("2", "integer"),
        ("3", "integer"),
        ("4", "integer"),
    ]


@pytest.mark.parametrize(
    ("track", "missing"),
    [
        ("normal", ["/costs"]),
        ("electronic_transaction", ["/costs", "/accounts"]),
        ("consortium", ["/members"]),
    ],
)
def test_each_track_says_what_it_cannot_do_without(track: str, missing: list[str]) -> None:
    found = problems({"track": track, "applicant": {"size": "small"}})

    assert [place for place, _, _ in found] == missing


def test_a_flood_of_problems_is_cut_and_counted() -> None:
    costs = [{"category": "software", "amount_yen": -1}] * (MOST_TOLD + 5)

    found = problems({**GOOD, "costs": costs})

    assert len(found) == MOST_TOLD + 1
    assert found[-1] == ("", "more", "There are 5 more. Mend those above, then ask again.")


def test_a_pointer_escapes_the_marks_of_pointers() -> None:
    assert [place for place, _, _ in problems({**GOOD, "a/b~c": 1})] == ["/a~1b~0c"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1, "a": 2}', [("/a", "doubled")]),
        ('{"b": [{"c/d": 1, "c/d": 2, "c/d": 3}]}', [("/b/0/c~1d", "doubled")]),
        ('["\\ud800", {"\\udc00": 1}]', [("/0", "text"), ("/1/\udc00", "text")]),
        ("{", [("", "json")]),
        ("\ufeff", [("", "json")]),
        ("[1,]", [("", "json")]),
        ("'a'", [("", "json")]),
    ],
)
def test_faults_of_writing_are_told_with_their_place(text: str, found: list[tuple[str, str]]) -> None:
    with pytest.raises(InvalidQuestion) as raised:
        read_json(text)

    assert [(each.place, each.code) for each in raised.value.problems] == found


def test_a_list_of_questions_is_answered_only_whole() -> None:
    with pytest.raises(InvalidQuestion) as raised:
        answers_to([GOOD, {**GOOD, "track": "x"}, 5], parsed)

    assert [each.place for each in raised.value.problems] == ["/1/track", "/2"]


def test_a_flood_of_bad_questions_is_cut_and_counted() -> None:
    with pytest.raises(InvalidQuestion) as raised:
        answers_to([5] * (MOST_TOLD + 7), parsed)

    assert (len(raised.value.problems), raised.value.problems[-1].message.en) == (
        MOST_TOLD + 1,
        "There are 7 more. Mend those above, then ask again.",
    )


def test_a_problem_document_holds_both_languages() -> None:
    with pytest.raises(InvalidQuestion) as raised:
        answers_to_json('{"track": "normal", "applicant": {"size": "small"}}', parsed)

    assert problem_document(raised.value.problems) == {
        "type": "about:blank",
        "title": "Unprocessable Content",
        "status": 422,
        "detail": "質問に誤りが1か所あります。",
        "detail_en": "The question has 1 fault.",
        "problems": [
            {
                "pointer": "/costs",
                "code": "missing",
                "message": '経費（costs）を入力してください。例: "costs": [{"category": "software", '
                '"amount_yen": 1200000}]',
                "message_en": 'Enter Costs (costs). For example: "costs": [{"category": "software", '
                '"amount_yen": 1200000}]',
            }
        ],
    }


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["track", "applicant", "costs", "accounts", "members", "plan", "edition", "options"])


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(FIELDS, ANYTHING) | ANYTHING)
def test_whatever_is_asked_the_answer_is_a_question_or_a_list_of_problems(question: Any) -> None:
    try:
        parsed(question)
    except InvalidQuestion as error:
        told = json.dumps(problem_document(error.problems))

        assert json.loads(told)["problems"]


def test_a_flood_of_problems_is_counted_in_the_heading_as_what_it_is() -> None:
    costs = [{"category": "software", "amount_yen": -1}] * (MOST_TOLD + 5)
    with pytest.raises(InvalidQuestion) as raised:
        answers_to([{**GOOD, "costs": costs}, {**GOOD, "costs": costs}, 5], parsed)

    document = problem_document(raised.value.problems)

    assert (len(document["problems"]), document["detail_en"]) == (1001, "The question has 2,011 faults.")
    assert document["problems"][-1]["message_en"].startswith("There are 1,011 more.")


@pytest.mark.parametrize(
    ("length", "place"), [(200, "/costs/0/" + "k" * 200), (201, "/costs/0"), (100_000, "/costs/0")]
)
def test_a_field_name_too_long_to_repeat_is_told_where_it_stands(length: int, place: str) -> None:
    found = problems(with_cost(**{"k" * length: 1}))

    assert [(where, code) for where, code, _ in found] == [(place, "unknown")]
    assert len(found[0][2]) < 100


def test_what_stands_below_an_overlong_name_is_told_at_its_holder() -> None:
    with pytest.raises(InvalidQuestion) as raised:
        read_json('{"a": {"' + "k" * 201 + '": ["\\ud800"]}}')

    assert [(each.place, each.code) for each in raised.value.problems] == [("/a", "text")]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (
            '{"track": "normal", "track": "x", "applicant": {"size": "small"}, "costs": []}',
            ["doubled", "code"],
        ),
        ('{"track": "x", "track": "normal", "applicant": {"size": "small"}, "costs": []}', ["doubled"]),
        (
            '{"track": "normal", "applicant": {"size": "small"}, "costs": [{"amount_yen": 5, "amount_yen": -1}]}',
            ["doubled", "missing", "bounds"],
        ),
    ],
)
def test_a_doubled_key_does_not_hide_what_is_wrong_with_the_value_kept(
    written: str, found: list[str]
) -> None:
    with pytest.raises(InvalidQuestion) as raised:
        answers_to_json(written, parsed)

    assert [each.code for each in raised.value.problems] == found


@pytest.mark.parametrize("day", ["2024-02-30", "2023-02-29", "2026-13-01", "0000-01-01"])
def test_a_day_that_no_calendar_has_is_told_as_that(day: str) -> None:
    assert problems({**GOOD, "applied_on": day}) == [
        ("/applied_on", "form", f'There is no day "{day}". Write one that the calendar has.')
    ]


@pytest.mark.parametrize(
    ("changed", "hint"),
    [
        (
            {"edition": None},
            "This is null. Write a text in quotes, or leave the field out if it is optional.",
        ),
        (
            {"track": None},
            "This is null. Choose one of normal, invoice, electronic_transaction, security, consortium.",
        ),
    ],
)
def test_null_is_called_null_and_no_missing_value(changed: dict[str, Any], hint: str) -> None:
    assert [message for _, _, message in problems({**GOOD, **changed})] == [hint]


def test_what_is_left_out_is_asked_for_by_its_name_with_an_example() -> None:
    with pytest.raises(InvalidQuestion) as raised:
        parsed({"track": "normal", "costs": []})

    assert [(each.message.ja, each.message.en) for each in raised.value.problems] == [
        (
            '申請者（applicant）を入力してください。例: "applicant": {"size": "small"}',
            'Enter Applicant (applicant). For example: "applicant": {"size": "small"}',
        )
    ]


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b'{"a": "\xff\xfe"}', "This is not UTF-8. Save it as UTF-8."),
        (b'{"a": "\x80"}', "This is not UTF-8. Save it as UTF-8."),
        (b"\xff\xfe1", "This begins as UTF-16 but is not. Save it as UTF-8."),
        ('{"a": "見積書"}'.encode("cp932"), "This seems to be saved as Shift_JIS. Save it as UTF-8."),
        (b"\x89PNG\0", "This is not a text file. Name a file of JSON text."),
    ],
)
def test_bytes_that_are_no_utf_8_are_called_what_they_are(data: bytes, hint: str) -> None:
    with pytest.raises(InvalidQuestion) as raised:
        read_json(data)

    assert [each.message.en for each in raised.value.problems] == [hint]
