"""Every other command: answers, languages, and refusals in words."""

import json
import subprocess
import sys

import pytest

from hojokin.cli.commands import COMMANDS
from tests.cli.conftest import Hojokin


def test_the_list_of_commands_names_them_all(hojokin: Hojokin) -> None:
    ran = hojokin("--help")

    listed = [
        line.split()[0] for line in ran.out.partition("Commands:")[2].splitlines() if line[2:3].isalpha()
    ]
    assert (ran.code, listed) == (0, list(COMMANDS))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_and_takes_a_language_and_json(hojokin: Hojokin, name: str) -> None:
    ran = hojokin(name, "--help")

    assert ran.code == 0
    assert {"--json", "--lang"} <= set(ran.out.split())


def test_an_unknown_command_is_refused_with_the_nearest(hojokin: Hojokin) -> None:
    ran = hojokin("estimte")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == "Error: There is no command 'estimte'. Did you mean 'estimate'?"


def test_the_start_imports_nothing_heavy() -> None:
    told = "import sys; import hojokin.cli; print(sorted({'pydantic','yaml','numpy','rich','xlsxwriter'} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_an_estimate_imports_neither_columns_nor_spreadsheets() -> None:
    told = (
        "import sys; import hojokin.cli.estimate; "
        "print(sorted({'numpy','numba','polars','rich','xlsxwriter','python_calamine'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_explain_numbers_its_lines_from_one(hojokin: Hojokin, normal_question: str) -> None:
    ran = hojokin("explain", "-", "--lang", "en", stdin=normal_question)

    lines = ran.out.partition("The calculation, line by line\n")[2].splitlines()
    numbers = [line.split(".")[0].strip() for line in lines if line[:5].strip().rstrip(".").isdecimal()]
    assert numbers[:3] == ["1", "2", "3"]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_explain_asks_another_rulebook_with_flat_facts(hojokin: Hojokin) -> None:
    facts = {"granted_amount": 4_500_000, "minimum_wage_duty": True, "failing_year": 1}

    ran = hojokin("explain", "-", "--book", "repayment", "--json", stdin=json.dumps(facts))

    assert (ran.code, ran.json["values"]["minimum_wage_return"]) == (0, 4_500_000)


def test_explain_tells_every_wrong_fact_of_another_rulebook(hojokin: Hojokin) -> None:
    facts = '{"granted_amount": 1.5, "failing_yeer": 1, "minimum_wage_duty": 1}'

    ran = hojokin("explain", "-", "--book", "repayment", "--json", stdin=facts)

    assert (ran.code, ran.problems) == (
        2,
        [("/granted_amount", "integer"), ("/failing_yeer", "unknown"), ("/minimum_wage_duty", "flag")],
    )


def test_assess_sorts_every_condition_into_three_states(hojokin: Hojokin, normal_question: str) -> None:
    ran = hojokin("assess", "-", "--json", stdin=normal_question)

    states = {each["rule"]: each["state"] for each in ran.json["conditions"]}
    assert states["request_reaches_floor"] == "met"
    assert states["not_held_by_one_large"] == "unchecked"
    assert all(each["clause"] for each in ran.json["conditions"])


def test_compare_leaves_out_the_tracks_that_need_more_facts(hojokin: Hojokin, invoice_question: str) -> None:
    ran = hojokin("compare", "-", "--json", stdin=invoice_question)

    assert {each["track"]: each["amount_yen"] for each in ran.json} == {
        "normal": 0,
        "invoice": 839_999,
        "security": 0,
    }


def test_compare_prints_one_row_a_track(hojokin: Hojokin, invoice_question: str) -> None:
    ran = hojokin("compare", "-", "--lang", "en", stdin=invoice_question)

    table = ran.out.split("\n\n")[0].splitlines()
    assert [line.split("  ")[0] for line in table[2:]] == ["Normal track", "Invoice track", "Security track"]


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (("catalogue", "norml"), "normal"),
        (("catalogue", "--edition", "fy2062"), "fy2026"),
        (("diff", "fy2025", "fy2062"), "fy2026"),
        (("schema", "estimates"), "estimate"),
        (("reference", "minimum_wages"), "minimum_wage"),
        (("schedule", "invoise"), "invoice"),
        (("documents", "normal", "--legal-form", "KKK"), "KK"),
        (("documents", "normal", "--circumstance", "measure1"), "measure_1"),
        (("bonus", "normall"), "normal"),
        (("explain", "-", "--book", "repaiment"), "repayment"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(
    hojokin: Hojokin, arguments: tuple[str, ...], nearest: str
) -> None:
    ran = hojokin(*arguments, "--lang", "en", stdin="{}")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.rstrip().endswith(f"Did you mean '{nearest}'?")


@pytest.mark.parametrize(
    "arguments",
    [
        ("catalogue",),
        ("catalogue", "normal"),
        ("diff", "fy2025", "fy2026"),
        ("schema",),
        ("reference",),
        ("reference", "legal_forms"),
        ("schedule",),
        ("schedule", "--edition", "fy2025"),
        ("documents", "normal"),
        ("bonus", "invoice", "--round", "2"),
    ],
)
def test_a_command_prints_json_and_text_in_two_languages(
    hojokin: Hojokin, arguments: tuple[str, ...]
) -> None:
    machine = hojokin(*arguments, "--json")
    ja, en = hojokin(*arguments), hojokin(*arguments, "--lang", "en")

    assert (machine.code, ja.code, en.code) == (0, 0, 0)
    assert machine.json
    assert ja.out.strip()
    assert en.out.strip()


def test_an_edition_differs_from_itself_in_nothing(hojokin: Hojokin) -> None:
    ran = hojokin("diff", "fy2026", "fy2026", "--json")

    assert (ran.code, ran.json) == (0, [])
