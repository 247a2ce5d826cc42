"""``hojokin estimate``: one question or a list of them, from JSON or from a quotation."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from hojokin.cli.asking import show
from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_notes, refuse
from hojokin.cli.quoting import question_of, write_new_template
from hojokin.rules.answers import as_dict
from hojokin.rules.estimate import estimate as ask
from hojokin.rules.explanation import summary
from hojokin.rules.problems import InvalidQuestion, answers_to
from hojokin.rules.years import EDITIONS


def estimate(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="Question as JSON; - reads standard input.")
    ] = None,
    *,
    as_json: AsJson = False,
    lang: Lang = Language.JA,
    quote: Annotated[
        str | None, typer.Option(help="Quotation as .xlsx or .csv; its lines become the costs.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(help="Write an empty quotation with notes to this .xlsx, and stop.")
    ] = None,
    track: Annotated[str | None, typer.Option(help="Track (申請枠): normal, invoice, security, …")] = None,
    edition: Annotated[
        str | None, typer.Option(help=f"Edition of the rules: {' or '.join(EDITIONS)}.")
    ] = None,
    size: Annotated[str | None, typer.Option(help="Size (規模): small, medium or large.")] = None,
    legal_form: Annotated[str | None, typer.Option(help="Legal form (組織形態), such as KK.")] = None,
    industry: Annotated[str | None, typer.Option(help="Industry code (業種コード), 2 to 4 digits.")] = None,
    capital: Annotated[int | None, typer.Option(help="Capital (資本金) in yen.")] = None,
    employees: Annotated[int | None, typer.Option(help="Regular employees (常時使用する従業員数).")] = None,
    low_wage_months: Annotated[int | None, typer.Option(help="Months near the minimum wage.")] = None,
    requested: Annotated[int | None, typer.Option(help="Subsidy asked for (申請額) in yen.")] = None,
    accounts_sme: Annotated[int | None, typer.Option(help="Accounts given to SMEs.")] = None,
    accounts_contracted: Annotated[
        int | None, typer.Option(help="All contracted accounts; left out: without limit.")
    ] = None,
) -> None:
    """Estimate (見積り): what would this applicant get, and why?

    Exit code 0 when the question could be answered (also when the answer is "not eligible"), 2 when it is not
    valid: every problem is then on standard error. A JSON list of questions gives a list of answers.
    """
    if template is not None:
        write_new_template(template, lang, as_json=as_json)
        return
    applicant = {
        "size": size,
        "legal_form": legal_form,
        "industry_code": industry,
        "capital_yen": capital,
        "regular_employees": employees,
        "low_wage_months": low_wage_months,
    }
    given: dict[str, Any] = {"edition": edition, "track": track, "requested_yen": requested}
    has_accounts = accounts_sme is not None or accounts_contracted is not None
    accounts = {"sme": accounts_sme, "contracted": accounts_contracted} if has_accounts else None
    try:
        asked, notes = question_of(file, quote, {**given, "accounts": accounts}, applicant)
        answers = answers_to(asked, ask)
    except InvalidQuestion as error:
        refuse(error, lang, as_json=as_json)
    print_notes(notes, lang)
    show(answers, to_json=as_dict, to_text=partial(summary, language=lang), as_json=as_json)
