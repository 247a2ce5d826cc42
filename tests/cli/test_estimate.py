"""`hojokin estimate`: the contract, from a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Hojokin

COST = {"category": "software", "amount_yen": 1_000_000, "processes": ["P-01"]}


def test_the_first_example_gives_its_amount_and_own_burden(hojokin: Hojokin, normal_question: str) -> None:
    ran = hojokin("estimate", "-", "--json", stdin=normal_question)

    answer = ran.json
    assert (ran.code, ran.err) == (0, "")
    assert (answer["eligible"], answer["amount_yen"], answer["own_burden_yen"]) == (
        True,
        1_350_000,
        1_350_000,
    )


def test_the_second_example_gives_its_parts_and_tells_of_the_other_yen(
    hojokin: Hojokin, invoice_question: str
) -> None:
    ran = hojokin("estimate", "-", "--json", stdin=invoice_question)

    answer = ran.json
    parts = {part["part"]: part["amount_yen"] for part in answer["parts"] if part["amount_yen"]}
    told = [caution["message_en"] for caution in answer["cautions"] if "750,000" in caution["message_en"]]
    assert (ran.code, answer["amount_yen"]) == (0, 839_999)
    assert parts == {"it_tools": 749_999, "pc_tablet": 90_000}
    assert len(told) == 1


def test_the_installed_command_keeps_the_contract(hojokin_process: Hojokin, normal_question: str) -> None:
    good = hojokin_process("estimate", "-", "--json", stdin=normal_question)
    bad = hojokin_process("estimate", "-", "--json", stdin=normal_question.replace("2400000", "-1"))

    assert (good.code, good.json["amount_yen"], good.err) == (0, 1_350_000, "")
    assert (bad.code, bad.out, bad.problems) == (2, "", [("/costs/0/amount_yen", "bounds")])


def test_a_file_is_read_as_standard_input_is(hojokin: Hojokin, normal_question: str, tmp_path: Path) -> None:
    (tmp_path / "q.json").write_text(normal_question, encoding="utf-8")

    from_file = hojokin("estimate", "q.json", "--json")

    assert from_file.json == hojokin("estimate", "-", "--json", stdin=normal_question).json


def test_not_eligible_is_an_answer(hojokin: Hojokin) -> None:
    question = {"track": "normal", "applicant": {"size": "small"}, "costs": [{**COST, "amount_yen": 99_999}]}

    ran = hojokin("estimate", "-", "--json", stdin=json.dumps(question))

    assert (ran.code, ran.json["eligible"], ran.json["amount_yen"]) == (0, False, 0)


def test_a_list_of_questions_gives_a_list_of_answers_in_order(
    hojokin: Hojokin, normal_question: str, invoice_question: str
) -> None:
    ran = hojokin("estimate", "-", "--json", stdin=f"[{invoice_question}, {normal_question}]")

    assert [each["amount_yen"] for each in ran.json] == [839_999, 1_350_000]


def test_no_questions_give_no_answers(hojokin: Hojokin) -> None:
    ran = hojokin("estimate", "-", "--json", stdin="[]")

    assert (ran.code, ran.json) == (0, [])


def test_one_bad_question_of_a_list_leaves_standard_output_empty(
    hojokin: Hojokin, normal_question: str
) -> None:
    bad = json.dumps(
        {"track": "normal", "applicant": {"size": "small"}, "costs": [{**COST, "amount_yen": -1}]}
    )

    ran = hojokin("estimate", "-", "--json", stdin=f"[{normal_question}, {bad}]")

    assert (ran.code, ran.out, ran.problems) == (2, "", [("/1/costs/0/amount_yen", "bounds")])


def test_problem_details_have_the_members_of_their_standard(hojokin: Hojokin) -> None:
    ran = hojokin(
        "estimate", "-", "--json", stdin='{"track": "normal", "applicant": {"size": "tiny"}, "costs": []}'
    )

    document = json.loads(ran.err)
    assert list(document) == ["type", "title", "status", "detail", "detail_en", "problems"]
    assert document["status"] == 422
    assert list(document["problems"][0]) == ["pointer", "code", "message", "message_en"]


@pytest.mark.parametrize(
    ("written", "problems"),
    [
        ("", [("", "json")]),
        ("   \n", [("", "json")]),
        ("{", [("", "json")]),
        ("null", [("", "value")]),
        ("[" * 100_000, [("", "json")]),
        ('{"track": "normal"}', [("/applicant", "missing"), ("/costs", "missing")]),
        ("17", [("", "value")]),
    ],
)
def test_what_is_no_question_is_told(hojokin: Hojokin, written: str, problems: list[tuple[str, str]]) -> None:
    ran = hojokin("estimate", "-", "--json", stdin=written)

    assert (ran.code, ran.out, ran.problems) == (2, "", problems)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("1000.0", "integer"),
        ("1e6", "integer"),
        ("1e400", "integer"),
        ("NaN", "integer"),
        ("-Infinity", "integer"),
        ("true", "integer"),
        ("null", "integer"),
        ('"100"', "integer"),
        ("-1", "bounds"),
        ("1000000000000", "bounds"),
        (str(10**18), "bounds"),
        ("9" * 5000, "bounds"),
        ("-" + "9" * 5000, "bounds"),
    ],
)
def test_an_amount_that_is_no_whole_yen_is_refused_at_its_place(
    hojokin: Hojokin, amount: str, code: str
) -> None:
    written = f'{{"track": "normal", "applicant": {{"size": "small"}}, "costs": [{{"category": "software", "amount_yen": {amount}}}]}}'

    ran = hojokin("estimate", "-", "--json", stdin=written)

    assert (ran.code, ran.problems) == (2, [("/costs/0/amount_yen", code)])


def test_minus_zero_is_zero(hojokin: Hojokin) -> None:
    written = '{"track": "normal", "applicant": {"size": "small"}, "costs": [{"category": "software", "amount_yen": -0}]}'

    ran = hojokin("estimate", "-", "--json", stdin=written)

    assert (ran.code, ran.json["own_burden_yen"]) == (0, 0)


def test_problems_of_writing_and_of_content_come_together(hojokin: Hojokin) -> None:
    written = (
        '{"track": "normal", "track": "normal", "applicant": {"size": "small", "regular_employees": "１２"},'
        ' "costs": [{"category": "softwear", "amount_yen": 1.5, "name": "\\ud800"}]}'
    )

    ran = hojokin("estimate", "-", "--json", stdin=written)

    assert ran.problems == [
        ("/track", "doubled"),
        ("/costs/0/name", "text"),
        ("/applicant/regular_employees", "integer"),
        ("/costs/0/category", "code"),
        ("/costs/0/amount_yen", "integer"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_of_windows_are_read(hojokin: Hojokin, normal_question: str, encoding: str) -> None:
    ran = hojokin("estimate", "-", "--json", stdin=normal_question.encode(encoding))

    assert ran.json["amount_yen"] == 1_350_000


@pytest.mark.parametrize(
    "data", ['{"名": "申請"}'.encode("cp932"), b"\x89PNG\r\n\0\x1a\xff\0\xfe", b"\xff\xff\xff"]
)
def test_bytes_that_are_no_utf_8_are_told(hojokin: Hojokin, data: bytes) -> None:
    ran = hojokin("estimate", "-", "--json", stdin=data)

    assert (ran.code, ran.problems) == (2, [("", "encoding")])


def test_a_missing_file_suggests_the_nearest_name(hojokin: Hojokin, tmp_path: Path) -> None:
    (tmp_path / "question.json").write_text("{}", encoding="utf-8")

    ran = hojokin("estimate", "qestion.json", "--lang", "en")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[1] == "  - qestion.json does not exist. Did you mean 'question.json'?"


def test_a_folder_is_no_question(hojokin: Hojokin) -> None:
    ran = hojokin("estimate", ".", "--json")

    assert (ran.code, ran.problems) == (2, [("", "file")])


def test_a_file_of_a_gigabyte_is_refused_unread(hojokin: Hojokin, tmp_path: Path) -> None:
    with (tmp_path / "big.json").open("wb") as file:
        file.truncate(1_000_000_000)

    ran = hojokin("estimate", "big.json", "--json")

    assert (ran.code, ran.problems) == (2, [("", "file")])


def test_endless_input_is_refused(hojokin: Hojokin) -> None:
    ran = hojokin("estimate", "/dev/zero", "--json")

    assert (ran.code, ran.problems) == (2, [("", "file")])


def test_the_text_names_the_amount_in_both_languages(hojokin: Hojokin, normal_question: str) -> None:
    ja = hojokin("estimate", "-", stdin=normal_question).out.splitlines()
    en = hojokin("estimate", "-", "--lang", "en", stdin=normal_question).out.splitlines()

    assert ja[1] == "  補助額　　　     1,350,000円"
    assert en[1] == "  Subsidy           1,350,000 yen"


def test_a_reader_that_leaves_early_is_no_error(
    hojokin: Hojokin, normal_question: str, tmp_path: Path
) -> None:
    (tmp_path / "q.json").write_text(f"[{','.join([normal_question] * 50)}]", encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)

    command = [sys.executable, "-c", "from hojokin.cli import app; app()", "estimate", "q.json", "--json"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")


def test_options_and_a_quotation_make_a_question(hojokin: Hojokin, tmp_path: Path) -> None:
    (tmp_path / "quote.csv").write_text(
        "品名,区分,金額（税抜）,プロセス\n販売管理,1,2400000,P-01、P-04\n研修,6,300000,\n", encoding="utf-8"
    )

    ran = hojokin("estimate", "--quote", "quote.csv", "--track", "normal", "--size", "medium", "--json")

    assert (ran.code, ran.json["amount_yen"]) == (0, 1_350_000)


def test_problems_of_a_quotation_and_of_the_options_come_together(hojokin: Hojokin, tmp_path: Path) -> None:
    (tmp_path / "quote.csv").write_text("品名,区分,金額（税抜）\n謎,謎,1.5\n", encoding="utf-8")

    ran = hojokin("estimate", "--quote", "quote.csv", "--track", "normal", "--size", "tiny", "--json")

    assert ran.problems == [
        ("quote.csv!B2", "category"),
        ("quote.csv!C2", "amount"),
        ("/applicant/size", "code"),
    ]


def test_the_template_is_written_once_and_can_be_estimated(hojokin: Hojokin) -> None:
    written = hojokin("estimate", "--template", "quote.xlsx")
    again = hojokin("estimate", "--template", "quote.xlsx", "--json")

    read = hojokin("estimate", "--quote", "quote.xlsx", "--track", "normal", "--size", "medium", "--json")

    assert (written.code, again.code, again.problems) == (0, 2, [("", "file")])
    assert (read.code, read.json["amount_yen"]) == (0, 700_000)


def test_nothing_asked_says_what_to_give(hojokin: Hojokin) -> None:
    ran = hojokin("estimate", "--json")

    assert (ran.code, ran.problems) == (2, [("", "missing")])


def test_options_cannot_be_put_on_a_list(hojokin: Hojokin, normal_question: str) -> None:
    ran = hojokin("estimate", "-", "--size", "small", "--json", stdin=f"[{normal_question}]")

    assert (ran.code, ran.problems) == (2, [("", "value")])


SHELL = Path(sys.executable).with_name("hojokin")


@pytest.mark.parametrize(
    ("redirected", "code", "told"),
    [
        ("estimate q.json >/dev/full", 1, "The output cannot be written (No space left on device).\n"),
        ("estimate q.json >&-", 1, "The output cannot be written (Bad file descriptor).\n"),
        ("estimate q.json >&- 2>&-", 1, ""),
        ("estimate q.json >/dev/full 2>/dev/full", 1, ""),
        ("--version >/dev/full", 1, "The output cannot be written (No space left on device).\n"),
        ("--help >/dev/full", 1, "The output cannot be written (No space left on device).\n"),
        ("schema >/dev/full", 1, "The output cannot be written (No space left on device).\n"),
        ("batch --columns >/dev/full", 1, "The output cannot be written (No space left on device).\n"),
        ("estimate - --lang en <&-", 2, "The question has 1 fault.\n  - Standard input is closed.\n"),
        ("estimate bad.json 2>/dev/full", 2, ""),
        ("estimate bad.json 2>&-", 2, ""),
        ("estimate bad.json 2>&1 >&- | true; exit ${PIPESTATUS[0]}", 2, ""),
        ("nosuch 2>/dev/full", 2, ""),
    ],
)
def test_a_stream_that_fails_is_told_in_a_line_or_not_at_all(
    tmp_path: Path, normal_question: str, redirected: str, code: int, told: str
) -> None:
    (tmp_path / "q.json").write_text(normal_question, encoding="utf-8")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")

    ran = subprocess.run(
        ["bash", "-c", f"{SHELL} {redirected}"], capture_output=True, text=True, cwd=tmp_path, check=False
    )

    assert (ran.returncode, ran.stdout, ran.stderr.removeprefix("hojokin: 出力を書けません。 ")) == (
        code,
        "",
        told,
    )


def test_a_file_that_cannot_be_read_says_why(hojokin: Hojokin, tmp_path: Path) -> None:
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(1_000_000_000)
    (tmp_path / "folder").mkdir()
    told = {
        name: hojokin("estimate", name, "--lang", "en").err.splitlines()[1:]
        for name in ("large.json", "/dev/zero", "", "folder", "a\0b", "x" * 300)
    }

    too_large = "is too large (at most 20,000,000 bytes). Use hojokin batch for many applicants."
    assert told == {
        "large.json": [f"  - large.json {too_large}"],
        "/dev/zero": [f"  - /dev/zero {too_large}"],
        "": ["  - The name of the file is empty."],
        "folder": ["  - folder is a folder. Name a file."],
        "a\0b": ["  - a�b is no name of a file."],
        "x" * 300: [f"  - {'x' * 300} cannot be read (File name too long)."],
    }
