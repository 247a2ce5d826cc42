"""``hojokin compare``: the same question in every track, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hojokin.cli.asking import answer_file
from hojokin.cli.layout import table
from hojokin.cli.options import AsJson, File, Lang, Language
from hojokin.rules import compare as ask
from hojokin.rules.answers import as_dict
from hojokin.rules.estimate import Estimate

HEADINGS = {
    Language.JA: ("申請枠", "補助額（円）", "対象経費（円）", "自己負担（円）"),
    Language.EN: ("track", "subsidy (yen)", "eligible cost", "own burden"),
}


def compare(file: File, as_json: AsJson = False, lang: Lang = Language.JA) -> None:
    """Comparison (比較): the same question in every track that it holds enough for."""
    answer_file(
        file,
        lambda question: tuple(ask(question)),
        to_json=lambda answers: [as_dict(each) for each in answers],
        to_text=lambda answers: _side_by_side(answers, lang),
        language=lang,
        as_json=as_json,
    )


def _side_by_side(answers: Sequence[Estimate], language: Language) -> str:
    figures = table(
        HEADINGS[language], [_row(each, language) for each in answers], right=frozenset({1, 2, 3})
    )
    reasons = [line for each in answers if each.refusals for line in _reasons(each, language)]
    return "\n".join([figures, *reasons]) + "\n"


def _row(made: Estimate, language: Language) -> tuple[str, ...]:
    figures = (made.amount_yen, made.eligible_cost_yen, made.own_burden_yen)
    return made.track.label.in_language(language), *(f"{figure:,}" for figure in figures)


def _reasons(made: Estimate, language: Language) -> Iterator[str]:
    name = made.track.label.in_language(language)
    yield ""
    yield f"{name}: not eligible" if language is Language.EN else f"{name}: 対象とならない理由"
    for refusal in made.refusals:
        yield f"  - {refusal.message.in_language(language)}"
