"""What is typed into the estimator survives, and becomes the question it means."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from hojokin.office.portals.public.typed import ROWS, ROWS_LIMIT, SINGLE, Typed, whole_number


def typed(query: str) -> Typed:
    return Typed.read(QueryDict(query))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1200000", 1_200_000),
        ("1,200,000", 1_200_000),
        ("１，２００，０００円", 1_200_000),
        ("¥1,200,000", 1_200_000),
        ("120万", 1_200_000),
        ("120万円", 1_200_000),
        ("1億2000万", 120_000_000),
        ("1万5", 10_005),
        (" 0 ", 0),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "円", "-1", "1.5", "12e3", "五万", "1万2億", "9" * 30, "abc"])
def test_what_is_no_whole_number_is_not_guessed(text: str) -> None:
    assert whole_number(text) is None


def test_the_question_is_the_contracts() -> None:
    query = (
        "applicant-size=medium&costs-0-category=software&costs-0-amount_yen=240万&costs-0-processes=P-01"
        "&costs-0-processes=P-04&costs-0-cloud=on&costs-1-category=setup_training&costs-1-amount_yen=300,000"
    )

    question, unread = typed(query).question()

    assert unread == {}
    assert question == {
        "applicant": {"size": "medium"},
        "costs": [
            {"category": "software", "amount_yen": 2_400_000, "processes": ["P-01", "P-04"], "cloud": True},
            {"category": "setup_training", "amount_yen": 300_000},
        ],
    }


@pytest.mark.parametrize(
    "blank", ["applicant-past_grants-0-year=%E3%80%80", "applicant-past_grants-0-other=1"]
)
def test_a_row_that_says_nothing_leaves_no_gap(blank: str) -> None:
    assert typed(f"{blank}&applicant-past_grants-1-year=2025").values == {
        "applicant-past_grants-0-year": ("2025",)
    }


def test_what_cannot_be_read_is_kept_and_named() -> None:
    kept = typed("costs-0-category=software&costs-0-amount_yen=about+a+million")

    assert kept.texts("costs-0-amount_yen") == ("about a million",)
    assert kept.question()[1] == {"costs-0-amount_yen": "about a million"}


def test_processes_of_a_line_that_is_no_software_are_kept_but_not_asked() -> None:
    kept = typed("costs-0-category=pc_tablet&costs-0-amount_yen=1&costs-0-processes=P-01")

    assert kept.texts("costs-0-processes") == ("P-01",)
    assert kept.question()[0]["costs"] == [{"category": "pc_tablet", "amount_yen": 1}]


def test_accounts_without_a_total_have_no_upper_limit() -> None:
    assert typed("accounts-sme=30").question()[0]["accounts"] == {"sme": 30, "contracted": None}


def test_unknown_names_are_left_out() -> None:
    assert typed("admin=1&costs-0-secret=2&members-0-x=3").values == {}


def test_gaps_between_rows_close() -> None:
    kept = typed("costs-2-amount_yen=1&costs-7-amount_yen=2")

    assert kept.values == {"costs-0-amount_yen": ("1",), "costs-1-amount_yen": ("2",)}


def test_a_removed_row_takes_only_itself_away() -> None:
    kept = typed("costs-0-amount_yen=1&costs-1-amount_yen=2&costs-2-amount_yen=3").without_row("costs", 1)

    assert kept.values == {"costs-0-amount_yen": ("1",), "costs-1-amount_yen": ("3",)}


def test_rows_beyond_the_limit_are_not_read() -> None:
    query = "&".join(f"costs-{number}-amount_yen=1" for number in range(ROWS_LIMIT + 1))

    assert typed(query).count("costs") == ROWS_LIMIT


def test_blank_lines_go_when_a_quote_is_loaded() -> None:
    start = typed("applicant-size=small&costs-0-category=software")

    loaded = Typed.of_costs([{"category": "register", "amount_yen": 1_000, "functions": None}], beside=start)

    assert loaded.values == {
        "applicant-size": ("small",),
        "costs-0-category": ("register",),
        "costs-0-amount_yen": ("1,000",),
    }


@given(
    st.dictionaries(
        st.sampled_from(
            [
                *SINGLE,
                *(
                    f"{group}-{n}-{part}"
                    for group, parts in ROWS.items()
                    for n in (0, 1, 5)
                    for part in parts
                ),
            ]
        ),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
    )
)
def test_the_address_brings_back_exactly_what_was_typed(values: dict[str, str]) -> None:
    query = QueryDict(mutable=True)
    query.update(values)
    kept = Typed.read(query)

    assert Typed.read(QueryDict(kept.query())) == kept
