"""Steps of the self-check (自己診断の画面): what each asks, what was typed in it, and the address of the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from hojokin.flow.self_check import PAINLESS, Answers
from hojokin.flow.self_check_code import answers_in, code_of
from hojokin.flow.self_check_questions import BusinessProcess, questions
from hojokin.office.portals.public.choices import Choice
from hojokin.office.portals.templatetags.texts import told
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference.processes import process_industries

STEPS = ("firm", "work", "more_work", "aim")
FIRST_PAGE = 6  # processes on the first of the two pages that ask for them

type Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class PainQuestion:
    """One process and how much it hurts."""

    process: BusinessProcess
    chosen: str


@dataclass(frozen=True, slots=True)
class CheckStep:
    """A step as its page shows it; ``wrong`` maps a field's name to what to do."""

    number: int
    answers: Answers
    wrong: Mapping[str, str]

    @property
    def name(self) -> str:
        """Which step it is."""
        return STEPS[self.number - 1]

    @property
    def code(self) -> str:
        """Everything answered so far."""
        return code_of(self.answers)

    @property
    def last(self) -> int:
        """How many steps there are."""
        return len(STEPS)

    @property
    def back(self) -> str:
        """The address of the step before; empty at the first."""
        return step_address(self.number - 1, self.answers) if self.number > 1 else ""

    @property
    def industries(self) -> list[Choice]:
        """Trades."""
        return [Choice(each.prefix, told(Text(each.name_ja, each.name_en))) for each in process_industries()]

    @property
    def sizes(self) -> list[Choice]:
        """Sizes of the workplace."""
        return [Choice(each.code, told(each.label)) for each in questions().sizes.values()]

    @property
    def pains(self) -> list[Choice]:
        """How much something may hurt."""
        return [Choice(each.code, told(each.label)) for each in questions().pains.values()]

    @property
    def processes(self) -> list[PainQuestion]:
        """The processes that this step asks for."""
        return [
            PainQuestion(each, self.answers.pains.get(each.code, PAINLESS)) for each in asked_on(self.name)
        ]

    @property
    def weaknesses(self) -> list[Choice]:
        """Weaknesses."""
        return [Choice(each.code, told(each.label)) for each in questions().weaknesses.values()]

    @property
    def effects(self) -> list[Choice]:
        """Effects hoped for."""
        return [Choice(each.code, told(each.label)) for each in questions().effects.values()]


def asked_on(step: str) -> list[BusinessProcess]:
    """The processes that a step asks for."""
    everything = list(questions().processes.values())
    return {"work": everything[:FIRST_PAGE], "more_work": everything[FIRST_PAGE:]}.get(step, [])


def read_step(given: Given) -> CheckStep:
    """The step of an address, with what was typed in it when its button was pressed."""
    number = _number(_last(given, "step"))
    answers = answers_in(_last(given, "c")) or Answers()
    if "go" not in given:
        return CheckStep(number, answers, {})
    typed = _typed(STEPS[number - 1], answers, given)
    return CheckStep(number, typed, _missing(typed) if number == 1 else {})


def is_unreadable(given: Given) -> bool:
    """Whether the address holds a code that nothing can be read from."""
    code = _last(given, "c")
    return bool(code) and answers_in(code) is None


def step_address(number: int, answers: Answers) -> str:
    """The address of a step with what was answered so far."""
    return f"{reverse('public:check')}?{urlencode({'step': number, 'c': code_of(answers)})}"


def result_address(answers: Answers, on: str) -> str:
    """The address of the result of a day."""
    return f"{reverse('public:check_result')}?{urlencode({'c': code_of(answers), 'on': on})}"


def _typed(step: str, answers: Answers, given: Given) -> Answers:
    asked = questions()
    if step == "firm":
        trades = {each.prefix for each in process_industries()}
        return replace(
            answers,
            industry=_among(_last(given, "trade"), trades),
            size=_among(_last(given, "size"), asked.sizes),
        )
    if step == "aim":
        weak = frozenset(given.get("weak", ())) & asked.weaknesses.keys()
        return replace(answers, weaknesses=weak, effect=_among(_last(given, "effect"), asked.effects))
    here = {each.code: _among(_last(given, f"pain-{each.code}"), asked.pains) for each in asked_on(step)}
    pains = {**answers.pains, **here}
    return replace(answers, pains={code: each for code, each in pains.items() if each not in {"", PAINLESS}})


def _missing(typed: Answers) -> dict[str, str]:
    told_of = {"trade": _("業種を選んでください。"), "size": _("人数を選んでください。")}
    given = {"trade": typed.industry, "size": typed.size}
    return {name: message for name, message in told_of.items() if not given[name]}


def _number(text: str) -> int:
    return int(text) if text in {str(place) for place in range(1, len(STEPS) + 1)} else 1


def _among(typed: str, known: object) -> str:
    return typed if isinstance(known, (set, Mapping)) and typed in known else ""


def _last(given: Given, name: str) -> str:
    return next(reversed(given.get(name, ())), "")
