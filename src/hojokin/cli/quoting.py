"""Quoting (見積書からの質問): a question from a file, a quotation and the options of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hojokin.cli.options import Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.cli.reading import read_input
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.json_text import UnreadableText, read_with_problems
from hojokin.rules.problems import InvalidQuestion, parsed, together


def question_of(
    file: str | None, quote: str | None, options: Mapping[str, Any], applicant: Mapping[str, Any]
) -> tuple[Any, list[Text]]:
    """The question that was asked, and what was noted while the quotation was read. Raises InvalidQuestion."""
    options, applicant = _given(options), _given(applicant)
    asked, problems = _from_file(file) if file is not None else ({}, [])
    if file is None and quote is None and not (options or applicant):
        raise InvalidQuestion([_nothing_asked()])
    if isinstance(asked, list) and (quote is not None or options or applicant):
        raise InvalidQuestion([_one_question_only()])
    if isinstance(asked, dict):
        asked = {**asked, **options}
        inner = asked.get("applicant", {} if file is None or applicant else None)
        if isinstance(inner, dict):
            asked["applicant"] = {**inner, **applicant}
    notes: list[Text] = []
    if quote is not None and isinstance(asked, dict):
        from hojokin.quotes import read_quote  # noqa: PLC0415 - most questions bring no quotation, and wait for none

        read = read_quote(read_input(quote), quote)
        problems = [*problems, *read.problems]
        notes = list(read.notes)
        asked["costs"] = list(read.costs)
    if problems:
        raise InvalidQuestion(together(problems, _content_problems(asked)))
    return asked, notes


def write_new_template(path: Path, language: Language, *, as_json: bool) -> None:
    """Write the template; a file that is there already is left as it is."""
    if path.suffix.lower() != ".xlsx":
        text = Text("ひな形の名前は .xlsx で終えてください。", "The template's name must end with .xlsx.")
        refuse([Problem("", "file", text)], language, as_json=as_json)
    if path.exists():
        text = Text(
            f"{path} は既にあります。別の名前にしてください。", f"{path} exists already. Choose another name."
        )
        refuse([Problem("", "file", text)], language, as_json=as_json)
    from hojokin.quotes.template import write_template  # noqa: PLC0415 - only a template needs XlsxWriter

    try:
        write_template(path)
    except OSError as error:
        text = Text(
            f"{path} に書き込めません（{error.strerror}）。", f"{path} cannot be written ({error.strerror})."
        )
        refuse([Problem("", "file", text)], language, as_json=as_json)
    if as_json:
        print_json({"template": str(path)})
        return
    told = Text(
        f"{path} を書きました。見積りの行を入れて、次のように計算します:\n"
        f"  hojokin estimate --quote {path} --track normal --size small",
        f"Wrote {path}. Fill in the lines of the quotation, then run:\n"
        f"  hojokin estimate --quote {path} --track normal --size small",
    )
    print_text(told.in_language(language))


def _from_file(file: str) -> tuple[Any, list[Problem]]:
    try:
        return read_with_problems(read_input(file))
    except UnreadableText as error:
        raise InvalidQuestion([error.problem]) from None


def _content_problems(asked: Any) -> list[Problem]:
    """What is wrong with the content besides: a question that is badly written can also ask something wrong."""
    questions = asked if isinstance(asked, list) else [asked]
    found: list[Problem] = []
    for number, question in enumerate(questions):
        try:
            parsed(question)
        except InvalidQuestion as error:
            found.extend((error.at(f"/{number}") if isinstance(asked, list) else error).problems)
    return found


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _nothing_asked() -> Problem:
    ja = "質問のJSONファイル（標準入力は -）か、--quote で見積書を指定してください。例: hojokin estimate 質問.json"
    en = "Name a JSON file (- for standard input), or a quotation with --quote. Example: hojokin estimate question.json"
    return Problem("", "missing", Text(ja, en))


def _one_question_only() -> Problem:
    ja = "質問の一覧には --quote や申請者の指定を組み合わせられません。質問を1つにしてください。"
    en = "A list of questions cannot be combined with --quote or other options. Give one question."
    return Problem("", "value", Text(ja, en))
