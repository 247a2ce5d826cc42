"""``hojokin documents``: the papers that an applicant hands in."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.rules.catalogue import known
from hojokin.rules.editions import CURRENT, EDITIONS
from hojokin.rules.explanation import MARKS
from hojokin.rules.names import TRACKS
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.reference import legal_form, legal_forms
from hojokin.rules.shared.documents import (
    ApplicantKind,
    Circumstance,
    RequiredDocument,
    Stage,
    required_documents,
)


def documents(
    track: Annotated[str, typer.Argument(help="Track, such as normal.")],
    form: Annotated[
        str, typer.Option("--legal-form", help="Legal form (組織形態), such as KK or SOLE.")
    ] = "KK",
    report: Annotated[bool, typer.Option(help="For the performance report, not the application.")] = False,
    circumstance: Annotated[
        list[str] | None,
        typer.Option(help=f"What holds besides: {', '.join(Circumstance)}. May be repeated."),
    ] = None,
    *,
    edition: Annotated[str, typer.Option(help="Edition of the rules.")] = CURRENT,
    as_json: AsJson = False,
    lang: Lang = Language.JA,
) -> None:
    """Required documents (必要書類): what to hand in, how old it may be, and what is refused instead."""
    given = circumstance or []
    try:
        known("edition", edition, EDITIONS)
        known("track", track, TRACKS)
        known("form", form, [each.code for each in legal_forms()])
        for each in given:
            known("circumstance", each, list(Circumstance))
    except InvalidQuestion as error:
        refuse(error, lang, as_json=as_json)
    found = required_documents(
        edition,
        track,
        ApplicantKind.of(legal_form(form)),
        [Circumstance(each) for each in given],
        stage=Stage.REPORT if report else Stage.APPLICATION,
    )
    if as_json:
        print_json([_as_dict(each) for each in found])
    else:
        print_text("\n".join(line for each in found for line in _lines(each, lang)))


def _lines(each: RequiredDocument, language: Language) -> list[str]:
    mark = MARKS[each.standing].in_language(language)
    lines = [f"- {each.name.in_language(language)}［{each.clause}］{mark}"]
    for choice in each.choices:
        notes = [choice.note.in_language(language)]
        if choice.issued_within_months is not None:
            months = choice.issued_within_months
            notes.insert(
                0,
                f"issued within {months} months" if language is Language.EN else f"発行から{months}か月以内",
            )
        told = "; ".join(
            note for note in notes if note and not any(note in other for other in notes if other != note)
        )
        if told:
            lines.append(f"    {choice.name.in_language(language)}: {told}")
    refused = [each.name.in_language(language) for each in each.refused]
    if refused:
        lines.append(
            ("    not: " if language is Language.EN else "    認められないもの: ") + ", ".join(refused)
        )
    return lines


def _as_dict(each: RequiredDocument) -> dict[str, Any]:
    return {
        "requirement": each.code,
        "choices": [
            {
                "code": choice.code,
                "name": choice.name.ja,
                "name_en": choice.name.en,
                "issued_within_months": choice.issued_within_months,
                "note": choice.note.ja,
                "note_en": choice.note.en,
            }
            for choice in each.choices
        ],
        "refused": [{"name": refused.name.ja, "name_en": refused.name.en} for refused in each.refused],
        "clause": each.clause,
        "facts": list(each.facts),
        "standing": each.standing.value,
    }
