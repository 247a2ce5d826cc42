"""Problems with a question: everything that is wrong with it at once, each with its place and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.json_text import UnreadableText, pointer, read_with_problems
from hojokin.rules.question import Question, TrackCode
from hojokin.rules.wording import code_of, message_of, missing_words

MOST_TOLD = 1000
PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Unlisted(Problem):
    """So many more faults than are listed."""

    count: int = 0


class InvalidQuestion(ValueError):
    """A question that cannot be answered; ``problems`` holds every one, each place a JSON Pointer."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{problem.place or '/'}: {problem.message.en}" for problem in problems))
        self.problems = tuple(problems)

    def at(self, prefix: str) -> InvalidQuestion:
        """The same with every place put under ``prefix``, such as ``/3`` for the fourth question of a list."""
        return InvalidQuestion([replace(each, place=prefix + each.place) for each in self.problems])


def read_json(text: str | bytes) -> Any:
    """Read JSON. Raises InvalidQuestion for text that is none, and for every key written twice."""
    try:
        value, problems = read_with_problems(text)
    except UnreadableText as error:
        raise InvalidQuestion([error.problem]) from None
    if problems:
        raise InvalidQuestion(_listed(problems))
    return value


def answers_to[T](asked: Any, ask: Callable[[Any], T]) -> T | list[T]:
    """The answer to one question, or the answers to a list of them in order. Raises InvalidQuestion.

    One bad question of a list leaves all unanswered; the problems of all of them are told, each place
    beginning with the number of the question, such as ``/3/costs``.
    """
    if not isinstance(asked, list):
        return ask(asked)
    answers: list[T] = []
    problems: list[Problem] = []
    for number, question in enumerate(asked):
        try:
            answers.append(ask(question))
        except InvalidQuestion as error:
            problems.extend(error.at(f"/{number}").problems)
    if problems:
        raise InvalidQuestion(_listed(problems))
    return answers


def answers_to_json[T](text: str | bytes, ask: Callable[[Any], T]) -> T | list[T]:
    """As :func:`answers_to`, from JSON text. Problems of writing and of content are told together."""
    try:
        asked, problems = read_with_problems(text)
    except UnreadableText as error:
        raise InvalidQuestion([error.problem]) from None
    try:
        answers = answers_to(asked, ask)
    except InvalidQuestion as error:
        raise InvalidQuestion(_listed(together(problems, error.problems))) from None
    if problems:
        raise InvalidQuestion(_listed(problems))
    return answers


def together(written: Sequence[Problem], meant: Iterable[Problem]) -> list[Problem]:
    """Problems of writing, then those of content that they do not explain: half a character is no text either."""
    explained = {each.place for each in written if each.code == "text"}
    return [*written, *(each for each in meant if each.place not in explained)]


def _listed(problems: Sequence[Problem]) -> list[Problem]:
    """The first of them, and how many more there are."""
    shown = [each for each in problems if not isinstance(each, Unlisted)][:MOST_TOLD]
    left = count_of(problems) - len(shown)
    return [*shown, _and_more(left)] if left else shown


def count_of(problems: Iterable[Problem]) -> int:
    """How many faults there are, those included that are only counted."""
    return sum(each.count if isinstance(each, Unlisted) else 1 for each in problems)


def problem_document(problems: Sequence[Problem]) -> dict[str, Any]:
    """Problem details (RFC 9457) of a question that cannot be answered: the body of a 422, and of standard error."""
    count = count_of(problems)
    return {
        "type": "about:blank",
        "title": "Unprocessable Content",
        "status": 422,
        "detail": f"質問に誤りが{count:,}か所あります。",
        "detail_en": f"The question has {count:,} fault{'s' if count > 1 else ''}.",
        "problems": [
            {
                "pointer": each.place,
                "code": each.code,
                "message": each.message.ja,
                "message_en": each.message.en,
            }
            for each in problems
        ],
    }


def parsed(question: Question | Mapping[str, Any]) -> Question:
    """A checked question. Raises InvalidQuestion listing everything that is wrong with it.

    Codes written in full-width letters or half-width kana are read as what they stand for.
    """
    if isinstance(question, Question):
        return question
    made = _checked(question)
    if made.errors and (mended := _in_usual_width(question, made.errors)) is not None:
        made = _checked(mended)
    found = [_problem(error) for error in made.errors]
    if isinstance(question, Mapping):
        found.extend(_missing_for_track(question))
    if found or made.question is None:
        raise InvalidQuestion(_listed(found))
    return made.question


class _Checked(NamedTuple):
    question: Question | None
    errors: list[ErrorDetails]


def _checked(question: object) -> _Checked:
    try:
        return _Checked(Question.model_validate(question), [])
    except ValidationError as errors:
        return _Checked(None, errors.errors(include_url=False))


def _in_usual_width(question: object, errors: Sequence[ErrorDetails]) -> object | None:
    """A copy in which the refused codes are written in their usual width (NFKC), or None when all are already."""
    places = {
        error["loc"]: _usual_width(error["input"]) for error in errors if code_of(error) in ("code", "form")
    }
    changed = {place: text for place, text in places.items() if text is not None}
    for place, text in changed.items():
        question = _with(question, place, text)
    return question if changed else None


def _usual_width(given: object) -> str | None:
    if not isinstance(given, str):
        return None
    usual = unicodedata.normalize("NFKC", given).strip()
    return None if usual == given else usual


def _with(value: Any, place: Sequence[int | str], text: str) -> Any:
    """A copy of nested lists and objects with one text exchanged."""
    if not place:
        return text
    inner = _with(value[place[0]], place[1:], text)
    if isinstance(value, Mapping):
        return {**value, place[0]: inner}
    return [inner if number == place[0] else each for number, each in enumerate(value)]


def _missing_for_track(question: Mapping[str, Any]) -> Iterable[Problem]:
    track = question.get("track")
    if track != TrackCode.CONSORTIUM and "costs" not in question:
        words = missing_words("costs")
        yield _missing("/costs", words.ja, words.en)
    if track == TrackCode.ELECTRONIC_TRANSACTION and question.get("accounts") is None:
        yield _missing(
            "/accounts",
            "電子取引類型では取引先アカウント（accounts）の数を入力してください。",
            "The electronic transaction track needs the numbers of accounts.",
        )
    if track == TrackCode.CONSORTIUM and question.get("members") is None:
        yield _missing(
            "/members",
            "複数者連携枠ではグループの構成員（members）を代表事業者も含めて入力してください。",
            "The consortium track needs the members, the representative included.",
        )


def _missing(place: str, ja: str, en: str) -> Problem:
    return Problem(place, "missing", Text(ja, en))


def _problem(error: ErrorDetails) -> Problem:
    return Problem(pointer(*error["loc"]), code_of(error), message_of(error))


def _and_more(count: int) -> Unlisted:
    ja = f"ほかに{count:,}か所の誤りがあります。上の誤りを直してから、もう一度お試しください。"
    text = Text(ja, f"There are {count:,} more. Mend those above, then ask again.")
    return Unlisted("", "more", text, count)
