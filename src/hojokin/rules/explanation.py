"""Explanation (説明): an estimate in sentences for people, in Japanese or English."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from hojokin.rules.answers import is_unstated, percent_text, shown
from hojokin.rules.editions import EDITIONS, rulebook
from hojokin.rules.engine.exact import Limit
from hojokin.rules.engine.facts import UNITS, Input, Text
from hojokin.rules.engine.loading import Block
from hojokin.rules.engine.rulebook import Rulebook, Standing, Step
from hojokin.rules.estimate import Estimate, Finding, Line, PartAmount
from hojokin.rules.names import SIZES
from hojokin.rules.places import place_text, places_text
from hojokin.rules.question import Question
from hojokin.rules.what_if import Change

HEADINGS = {
    "parts": Text("内訳", "Parts"),
    "refusals": Text("対象とならない理由", "Why not"),
    "cautions": Text("確認が必要なこと", "To be checked"),
    "obligations": Text("約束すること", "What you take on"),
    "unchecked": Text("まだ確認していない条件", "Conditions not yet checked"),
    "what_if": Text("補助額が増える変更", "What would raise the amount"),
    "lines": Text("計算の内訳", "The calculation, line by line"),
}
MARKS = {
    Standing.CONFIRMED: Text("", ""),
    Standing.STAND_IN: Text("［前年度の資料による］", " [earlier edition]"),
    Standing.UNCONFIRMED: Text("［未確認］", " [unconfirmed]"),
}
_NOT_STATED = Text("記載なし", "not stated")


def summary(made: Estimate, language: str = "ja", *, with_steps: bool = False) -> str:
    """The answer as text; ``language`` is ``ja`` or ``en``. With steps, the calculation follows line by line."""
    lines = [*_head(made, language), *_parts(made, language)]
    for heading in ("refusals", "obligations", "cautions"):
        lines += _told(heading, getattr(made, heading), made.question, language)
    lines += _changes(made, language)
    if with_steps:
        lines += _told("unchecked", made.unchecked, made.question, language)
        lines += [
            "",
            HEADINGS["lines"].in_language(language),
            *step_lines(made.book, made.lines, language, made.stated),
        ]
    else:
        lines += _how_many_unchecked(made, language)
    return "\n".join(lines) + "\n"


def _head(made: Estimate, language: str) -> Iterator[str]:
    edition = EDITIONS[made.question.edition].label.in_language(language)
    size = SIZES[made.size].in_language(language)
    target = percent_text(made.wage_target_bp) if made.wage_target_bp else None
    if language == "en":
        yield f"{made.track.label.en} ({edition})"
        yield f"  Subsidy       {made.amount_yen:>13,} yen" + ("" if made.eligible else "  - not eligible")
        yield f"  Eligible cost {made.eligible_cost_yen:>13,} yen"
        yield f"  Own burden    {made.own_burden_yen:>13,} yen of {made.gathered.total_cost:,} yen in all"
        yield f"  Size          {size}"
        if target is not None:
            yield f"  Wage growth   {target} % a year or more is promised"
        return
    yield f"{made.track.label.ja}（{edition}）"
    yield f"  補助額　　　 {made.amount_yen:>13,}円" + ("" if made.eligible else "　補助の対象になりません")
    yield f"  補助対象経費 {made.eligible_cost_yen:>13,}円"
    yield f"  自己負担　　 {made.own_burden_yen:>13,}円（見積り総額 {made.gathered.total_cost:,}円）"
    yield f"  規模　　　　 {size}"
    if target is not None:
        yield f"  賃上げ目標　 年{target}％以上"


def _parts(made: Estimate, language: str) -> Iterator[str]:
    yield from ("", HEADINGS["parts"].in_language(language))
    for each in made.parts:
        label = each.part.label.in_language(language)
        rates = _rates(each, language)
        if language == "en":
            money = f"{each.eligible_cost:,} yen at {rates} -> {each.amount:,} yen (cap {each.cap:,} yen)"
            yield f"  - {label}: {money}"
        else:
            yield f"  - {label}: {each.eligible_cost:,}円 × {rates} → {each.amount:,}円（上限 {each.cap:,}円）"


def _rates(each: PartAmount, language: str) -> str:
    """One rate, or the rates of the tiers from the lowest on."""
    distinct = list(dict.fromkeys(map(str, each.rates)))
    if len(distinct) == 1:
        return distinct[0]
    return " then ".join(distinct) if language == "en" else "・".join(distinct) + "（段階ごと）"


def _changes(made: Estimate, language: str) -> Iterator[str]:
    if not made.what_if:
        return
    yield from ("", HEADINGS["what_if"].in_language(language))
    for change in made.what_if:
        label = change.label.in_language(language)
        money = (
            f"{change.amount:,} yen (+{change.gain:,})"
            if language == "en"
            else f"{change.amount:,}円（+{change.gain:,}円）"
        )
        yield f"  - {label} → {money}" if language != "en" else f"  - {label} -> {money}"
        yield from _price(made, change, language)


def _price(made: Estimate, change: Change, language: str) -> Iterator[str]:
    """What a change makes the applicant promise; by name only for who is promised nothing as yet."""
    if made.eligible:
        for each in change.new_obligations:
            yield f"      + {each.message.in_language(language)}{MARKS[each.standing].in_language(language)}"
    elif change.new_obligations:
        rules = rulebook(change.question.track, change.question.edition).rules
        labels = [rules[each.rule].label.in_language(language) for each in change.new_obligations]
        yield "      + " + ("; ".join(labels) if language == "en" else "、".join(labels))


def _told(heading: str, findings: tuple[Finding, ...], question: Question, language: str) -> Iterator[str]:
    if findings:
        yield from ("", HEADINGS[heading].in_language(language))
        for found in findings:
            clause = f"（{found.clause}）" if heading == "unchecked" and language != "en" else ""
            clause = f" ({found.clause})" if heading == "unchecked" and language == "en" else clause
            mark = MARKS[found.standing].in_language(language) if found.clause else ""
            named = places_text(found.places, question).in_language(language)
            place = f"{named}: " if named else ""
            yield f"  - {place}{found.message.in_language(language)}{clause}{mark}"


def _how_many_unchecked(made: Estimate, language: str) -> Iterator[str]:
    count = len(made.unchecked)
    if count:
        told = Text(
            f"まだ確認していない条件が{count}件あります（hojokin assess で一覧できます）。",
            f"{count} condition{'s are' if count > 1 else ' is'} not yet checked (hojokin assess lists them).",
        )
        yield from ("", told.in_language(language))


def step_lines(
    book: Rulebook, lines: Iterable[Line], language: str, stated: Mapping[str, Container[str]]
) -> Iterator[str]:
    """The calculation in order: label, value, clause, and what each line used; ``stated`` are the facts given, by place."""
    for number, line in enumerate(lines, 1):
        rule = line.step.rule
        place = f"{place_text(line.place).in_language(language)}: " if line.place else ""
        mark = MARKS[rule.standing].in_language(language)
        value = said(line.step.value, rule.unit, language)
        clause = f" [{rule.clause}]" if language == "en" else f"［{rule.clause}］"
        yield f"  {number:>3}. {place}{rule.label.in_language(language)} = {value}{clause}{mark}"
        used = ", ".join(_used(book, line.step, language, stated[line.place]))
        if used:
            yield f"       ← {used}"


def _used(book: Rulebook, step: Step, language: str, facts: Container[str]) -> Iterator[str]:
    for name, value in step.used.items():
        if name in book.rules:
            rule = book.rules[name]
            yield f"{rule.label.in_language(language)} {said(value, rule.unit, language)}"
        elif name in book.inputs:
            declared = book.inputs[name]
            yield f"{declared.label.in_language(language)} {said_fact(declared, value, language, facts)}"


def said_fact(declared: Input, value: Any, language: str, stated: Container[str]) -> str:
    """A fact as a person reads it: with its unit, a choice by its name, and what is not ``stated`` as just that."""
    if is_unstated(declared, value, stated):
        return _NOT_STATED.in_language(language)
    if declared.choices is not None:
        name = declared.names.get(value)
        return str(declared.written(value)) if name is None else name.in_language(language)
    return said(value, declared.kind, language)


def said(value: Any, unit: str, language: str) -> str:
    """A value with its unit, as a person reads it."""
    if isinstance(value, bool):
        return ("はい" if value else "いいえ") if language != "en" else ("yes" if value else "no")
    if isinstance(value, Limit | Block):
        return value.japanese() if language != "en" else value.english()
    if unit == "basis_points" and isinstance(value, int):
        return f"{percent_text(value)}％" if language != "en" else f"{percent_text(value)} %"
    if isinstance(value, int) and unit != "day":
        ja, en = dict(UNITS).get(unit, ("", ""))  # type: ignore[call-overload]  # an unknown unit has no word
        return f"{value:,}{ja}" if language != "en" else f"{value:,} {en}".rstrip()
    return str(shown(value, unit))
