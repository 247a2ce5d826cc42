"""The code of a self-check: it holds all answers, refuses what is none, and names a result of a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.flow.self_check import Answers
from hojokin.flow.self_check_code import answers_in, code_of, result_id
from hojokin.flow.self_check_questions import questions
from hojokin.rules.reference.processes import process_industries

ANSWERS = Answers(
    industry="飲",
    size="few",
    pains={"front_office": "strong", "accounting": "some"},
    weaknesses=frozenset({"staff_shortage", "publicity"}),
    effect="hours",
)
CODE = "1132200000100000123"
TROUBLES = [each for each in questions().pains if each != "none"]


def test_a_code_is_short_and_the_same_every_time() -> None:
    assert code_of(ANSWERS) == CODE


def test_nothing_answered_has_a_code_too() -> None:
    assert code_of(Answers()) == "1000000000000000000"


@given(
    st.builds(
        Answers,
        industry=st.sampled_from(["", *(each.prefix for each in process_industries())]),
        size=st.sampled_from(["", *questions().sizes]),
        pains=st.dictionaries(st.sampled_from(list(questions().processes)), st.sampled_from(TROUBLES)),
        weaknesses=st.frozensets(st.sampled_from(list(questions().weaknesses))),
        effect=st.sampled_from(["", *questions().effects]),
    )
)
def test_what_was_answered_is_read_back(answers: Answers) -> None:
    assert answers_in(code_of(answers)) == answers


@pytest.mark.parametrize(
    "code",
    [
        "",
        CODE[:-1],
        CODE + "0",
        "2" + CODE[1:],  # another version
        "121" + CODE[3:],  # one trade too many
        CODE[:3] + "6" + CODE[4:],  # one size too many
        CODE[:4] + "3" + CODE[5:],  # one degree of trouble too many
        CODE[:-1] + "9",  # one effect too many
        "１132200000100000123",  # a full-width digit
        CODE + "\n",
    ],
)
def test_what_is_no_code_is_not_read(code: str) -> None:
    assert answers_in(code) is None


def test_the_last_trade_and_the_last_effect_are_read() -> None:
    assert answers_in("1205000000000000008") == Answers(industry="上", size="large", effect="state")


def test_an_id_names_its_day_and_differs_from_day_to_day_and_from_answer_to_answer() -> None:
    ids = [
        result_id(ANSWERS, date(2026, 4, 1)),
        result_id(ANSWERS, date(2026, 4, 2)),
        result_id(Answers(), date(2026, 4, 1)),
    ]

    assert ids[0] == "SC-20260401-c93c35ac1da8"
    assert len(set(ids)) == 3
