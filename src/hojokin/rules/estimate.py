"""Estimate (見積り): what an applicant would get, and why, line by line.

The answer is computed at once; its lists are made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import repeat
from typing import Any, NamedTuple

from hojokin.rules.answers import as_dict
from hojokin.rules.editions import TRACKS, rulebook
from hojokin.rules.engine.exact import Rate
from hojokin.rules.engine.facts import YEN_BOUND, Problem, Text
from hojokin.rules.engine.rulebook import Answer, Role, Rule, Rulebook, Standing, Step
from hojokin.rules.problems import InvalidQuestion, parsed
from hojokin.rules.question import Question, TrackCode
from hojokin.rules.shared.applicant import MissingFacts
from hojokin.rules.shared.past_grants import later_grants
from hojokin.rules.track import Gathered, PartOfGrant, Track
from hojokin.rules.what_if import Change, comparable_tracks, nearest_changes

EXPLAINED: tuple[Role, ...] = ("calculation", "criterion")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something told to the applicant: a refusal, a caution, an obligation, or a condition not yet checked.

    ``places`` are the rows of the question it speaks of, as JSON Pointers; none when it speaks of the whole.
    """

    rule: str
    clause: str
    message: Text
    standing: Standing
    facts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The first of its places, or empty."""
        return self.places[0] if self.places else ""


class Line(NamedTuple):
    """One line of the explanation; ``place`` is the row of the question it speaks of, or empty."""

    step: Step
    place: str = ""

    @property
    def name(self) -> str:
        """The rule's name, with its row in front when it has one."""
        return f"{self.place}.{self.step.rule.name}" if self.place else self.step.rule.name


# Forty lines an answer: a tuple made without its Python constructor costs a tenth.
_new_line: Callable[[type[Line], Iterable[Any]], Line] = tuple.__new__


@dataclass(frozen=True, slots=True)
class PartAmount:
    """One part of the subsidy (補助額の内訳), in yen."""

    part: PartOfGrant
    eligible_cost: int
    rates: tuple[Rate, ...]
    cap: int
    amount: int


@dataclass(frozen=True)
class Estimate:
    """Estimate (見積り). Source of every line: the clause it names. Amounts are whole yen.

    ``overruled`` are conditions that somebody in charge found to be fulfilled, against what the given facts say.
    """

    question: Question
    track: Track
    book: Rulebook
    gathered: Gathered
    answer: Answer
    overruled: frozenset[str] = frozenset()

    @cached_property
    def steps(self) -> list[Step]:
        """Every rule that was asked, in the order it was carried out."""
        return self.answer.steps

    @cached_property
    def refusals(self) -> tuple[Finding, ...]:
        """Every reason why not; empty when the applicant is eligible."""
        found = _findings(self, "criterion", told_when=False)
        return tuple(each for each in found if each.rule not in self.overruled)

    def overruling(self, conditions: Collection[str]) -> Estimate:
        """The same estimate where these conditions refuse nobody; every line of the calculation stays as it is."""
        return replace(self, overruled=frozenset(conditions))

    @cached_property
    def stated(self) -> Mapping[str, Container[str]]:
        """The facts that were given, by the place of a line; what is not among them counts as its default."""
        return {"": self.gathered.facts, **{row.place: row.stated for row in self.gathered.rows}}

    @property
    def eligible(self) -> bool:
        """Whether no checked condition fails."""
        return not self.refusals

    @property
    def amount_yen(self) -> int:
        """The subsidy in yen; 0 when not eligible."""
        amount: int = self.answer["grant_amount"]
        return amount if self.eligible else 0

    @property
    def eligible_cost_yen(self) -> int:
        """Eligible cost in yen, all parts together."""
        return sum(part.eligible_cost for part in self.parts)

    @property
    def own_burden_yen(self) -> int:
        """What the applicant pays of the whole quoted cost, in yen."""
        return self.gathered.total_cost - self.amount_yen

    @property
    def size(self) -> str:
        """``small``, ``medium`` or ``large``."""
        if self.answer["is_small"]:
            return "small"
        return "medium" if self.answer["is_sme"] else "large"

    @property
    def wage_target_bp(self) -> int:
        """Promised growth of pay per head a year in basis points; 0 when nothing is promised."""
        return self.answer["wage_growth_target"] if "wage_growth_target" in self.answer else 0  # noqa: SIM401 - no dict

    @cached_property
    def parts(self) -> tuple[PartAmount, ...]:
        """The parts; together they are the amount, a request for less is filled from the first part on."""
        left = self.amount_yen
        made = []
        for part in self.track.parts:
            amount = min(left, self.answer[part.amount])
            left -= amount
            rates = tuple(self.answer[name] for name in (part.tiers or (part.rate,)))
            cost, cap = self.answer[part.eligible_cost], self.answer[part.cap]
            made.append(PartAmount(part, cost, rates, cap, amount))
        return tuple(made)

    @cached_property
    def cautions(self) -> tuple[Finding, ...]:
        """What an office will look at, and which lines rest on facts that are not confirmed."""
        own = _findings(self, "caution", told_when=True)
        return (*own, *_row_cautions(self), *_unused(self.question), *_standing_cautions(self))

    @cached_property
    def obligations(self) -> tuple[Finding, ...]:
        """What the applicant takes on; empty when not eligible."""
        return tuple(_findings(self, "obligation", told_when=True)) if self.eligible else ()

    @cached_property
    def unchecked(self) -> tuple[Finding, ...]:
        """Conditions that the question gave no facts for."""
        return _unchecked(self.book, self.gathered.topics)

    @cached_property
    def what_if(self) -> tuple[Change, ...]:
        """The nearest changes that would raise the amount, the largest gain first."""
        return tuple(nearest_changes(self, _answer_or_nothing))

    def as_dict(self) -> dict[str, Any]:
        """The answer in the shape of the contract, ready for JSON."""
        return as_dict(self)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The calculation in order: rows of the quote first, then every rule that was asked."""
        rows = [
            Line(step, row.place)
            for row in self.gathered.rows
            for step in row.steps
            if step.rule.role in EXPLAINED
        ]
        own = map(self.steps.__getitem__, _places(self.book, self.gathered.topics, EXPLAINED))
        return (*rows, *map(_new_line, repeat(Line), zip(own, repeat(""))))


def estimate(question: Question | Mapping[str, Any]) -> Estimate:
    """Answer one question. Raises InvalidQuestion with every problem in it."""
    asked = parsed(question)
    track = TRACKS[asked.track]
    book = rulebook(asked.track, asked.edition)
    impossible = later_grants(asked)
    try:
        gathered = track.gather(asked, book)
    except MissingFacts as missing:
        raise InvalidQuestion([*impossible, *missing.problems]) from None
    if impossible:
        raise InvalidQuestion(impossible)
    if gathered.total_cost > YEN_BOUND:
        raise InvalidQuestion([_too_much(gathered.total_cost)])
    return Estimate(
        asked, track, book, gathered, book.evaluate(gathered.facts, _asked_rules(book, gathered.topics))
    )


def compare(question: Question | Mapping[str, Any]) -> list[Estimate]:
    """The same question in every track that it holds enough for. Raises InvalidQuestion."""
    asked = parsed(question)
    return [estimate(asked.model_copy(update={"track": track})) for track in comparable_tracks(asked)]


def _answer_or_nothing(question: Question) -> Estimate | None:
    try:
        return estimate(question)
    except InvalidQuestion:  # a change may ask for facts that nobody gave
        return None


@cache
def _asked_rules(book: Rulebook, topics: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name, each in book.rules.items() if each.declared.topic in topics)


@cache
def _places(book: Rulebook, topics: frozenset[str], roles: tuple[Role, ...]) -> tuple[int, ...]:
    """Where the steps of some roles stand in an answer that was asked on these topics."""
    asked = book.plan(_asked_rules(book, topics)).rules
    told = ((place, each) for place, each in enumerate(asked) if each.declared.topic in topics)
    return tuple(place for place, each in told if each.role in roles)


@cache
def _unchecked(book: Rulebook, topics: frozenset[str]) -> tuple[Finding, ...]:
    return tuple(
        Finding(each.name, each.clause, each.label, each.standing, each.facts)
        for each in book.of_role("criterion")
        if each.declared.topic not in topics
    )


def _too_much(total: int) -> Problem:
    ja = f"経費の合計{total:,}円が大きすぎます。合計は{YEN_BOUND:,}円以下にしてください。"
    en = f"The costs add up to {total:,} yen; they may add up to {YEN_BOUND:,} yen at most."
    return Problem("/costs", "bounds", Text(ja, en))


def _findings(made: Estimate, role: Role, *, told_when: bool) -> Iterator[Finding]:
    steps = made.steps
    for place in _places(made.book, made.gathered.topics, (role,)):
        step = steps[place]
        if step.value is told_when:
            rule = step.rule
            places = made.gathered.places.get(rule.name, ())
            yield Finding(rule.name, rule.clause, step.message, rule.standing, rule.facts, places)


def _row_cautions(made: Estimate) -> Iterator[Finding]:
    """The cautions of the rows; what is said of several rows in the same words is said once."""
    found: dict[tuple[str, Text], tuple[Rule, list[str]]] = {}
    for row in made.gathered.rows:
        for step in row.steps:
            if step.rule.role == "caution" and step.value is True:
                _, places = found.setdefault((step.rule.name, step.message), (step.rule, []))
                places.extend(row.places.get(step.rule.name, (row.place,)))
    for (name, message), (rule, places) in found.items():
        yield Finding(name, rule.clause, message, rule.standing, rule.facts, tuple(places))


def _unused(question: Question) -> Iterator[Finding]:
    """What was asked for another track: it is told, so that no cost disappears in silence."""
    if question.accounts is not None and question.track is not TrackCode.ELECTRONIC_TRANSACTION:
        text = Text(
            "取引先アカウント（accounts）は電子取引類型だけで使うため、この枠の計算には入れていません。",
            "The accounts for trading partners count in the electronic transaction track only and were not used.",
        )
        yield Finding("accounts_are_not_used", "", text, Standing.CONFIRMED, places=("/accounts",))
    if question.members and question.track is not TrackCode.CONSORTIUM:
        total = sum(cost.amount_yen for member in question.members for cost in member.costs)
        text = Text(
            f"構成員（members）の経費{total:,}円は複数者連携枠だけで使うため、この枠の計算には入れていません。"
            "グループで申請するなら、申請枠を複数者連携枠にしてください。",
            f"The members' costs of {total:,} yen count in the consortium track only and were not used. To apply "
            "as a group, choose that track.",
        )
        yield Finding("members_are_not_used", "", text, Standing.CONFIRMED, places=("/members",))


def _standing_cautions(made: Estimate) -> Iterator[Finding]:
    own = _doubtful_rules(made.book, made.gathered.topics, promised=made.wage_target_bp > 0)
    rows = [step.rule for row in made.gathered.rows for step in row.steps if step.rule.role in EXPLAINED]
    for standing, told in _DOUBTS.items():
        rules = [each for each in rows if each.standing is standing] + list(own.get(standing, ()))
        if rules:
            message = Text(told.ja.format(lines=len(rules)), told.en.format(lines=len(rules)))
            facts = tuple(dict.fromkeys(fact for each in rules for fact in each.facts))
            yield Finding(f"{standing}_facts", "", message, standing, facts)


_DOUBTS: Mapping[Standing, Text] = {
    Standing.UNCONFIRMED: Text(
        "計算のうち{lines}行は、公式の資料で確認できていない事実によります"
        "（計算の内訳の行ごとに示します: hojokin explain、JSONでは steps）。",
        "Lines of the calculation that rest on facts no official text confirms: {lines} (each is marked: hojokin "
        "explain, steps in JSON).",
    ),
    Standing.STAND_IN: Text(
        "計算のうち{lines}行は、今年度の資料で確認できていない前年度の資料によります"
        "（計算の内訳の行ごとに示します: hojokin explain、JSONでは steps）。",
        "Lines of the calculation that rest on a text of an earlier year, not yet seen in this year's: {lines} "
        "(each is marked: hojokin explain, steps in JSON).",
    ),
}


@cache
def _doubtful_rules(
    book: Rulebook, topics: frozenset[str], *, promised: bool
) -> Mapping[Standing, tuple[Rule, ...]]:
    """The decisive lines that rest on facts which are not confirmed, by standing."""
    asked = book.plan(_asked_rules(book, topics)).rules
    decisive = _decisive_rules(book, promised=promised)
    lines = [asked[place] for place in _places(book, topics, EXPLAINED) if asked[place].name in decisive]
    return {standing: tuple(each for each in lines if each.standing is standing) for standing in _DOUBTS}


@cache
def _decisive_rules(book: Rulebook, *, promised: bool) -> frozenset[str]:
    """The rules that the amount stands on, and those of the promised growth when one is promised."""
    return frozenset(book.needed_by(["grant_amount", "wage_growth_target"] if promised else ["grant_amount"]))
