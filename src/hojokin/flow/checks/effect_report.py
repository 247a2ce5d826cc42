"""Effect report (効果報告): checks beyond single fields, asked back before it is sent.

The grant comes as ``circumstances.parent``: ``covers_from`` and ``covers_to`` of the year that is due, ``wage_plan``,
``judged_month``, and ``earlier``, a table of the figures that the application and earlier reports gave, oldest first.
What was promised, and what a missed promise costs, comes as ``circumstances.returns``.
"""

from __future__ import annotations

from collections.abc import Sequence

from hojokin.flow.figure_slips import LABELS, Figures, Slip, SlipKind, slips_of
from hojokin.flow.form import Attachments, FormProblem, Row, Severity, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.promised_wages import wages_below_promise
from hojokin.flow.reported_items import day_of, rows_of, text_of
from hojokin.flow.reported_wages import with_figures
from hojokin.rules.engine.facts import Text

_BEFORE_THE_PLAN = "0"


def figures_of(values: Values | Row) -> Figures:
    """The figures that were entered, by name."""
    return {
        name: found
        for name in LABELS
        if isinstance(found := values.get(name), int) and not isinstance(found, bool)
    }


def earlier_figures(grant: Values | None) -> tuple[Figures, ...]:
    """The figures of the application and of earlier reports."""
    return tuple(figures_of(each) for each in rows_of(grant, "earlier"))


def figures_plausible(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Questions about the figures; they stop the report only until they are answered or explained."""
    del attachments
    if text_of(values, "plan_year") == _BEFORE_THE_PLAN:
        return ()
    slips = slips_of(figures_of(values), earlier_figures(circumstances.parent))
    explained = bool(text_of(values, "figures_note"))
    return [_question(each, explained=explained) for each in slips]


def _question(slip: Slip, *, explained: bool) -> FormProblem:
    ask = Text(
        "正しければ「数値についての説明」に理由を書いてください。",
        "If it is right, explain it in “Explanation of the figures”.",
    )
    said = Text(f"{slip.question.ja}{ask.ja}", f"{slip.question.en} {ask.en}")
    weight = Severity.CAUTION if explained or slip.kind is SlipKind.COPIED else Severity.ERROR
    return FormProblem(slip.fields[0], said, "W-132 W-134", weight)


def year_covered(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """The days covered are those of the year that is due (EFR-01)."""
    del attachments
    if text_of(values, "plan_year") == _BEFORE_THE_PLAN:
        return ()
    return [
        FormProblem(
            name,
            Text(
                f"{said.ja}が{given}です。この回の対象は{due}です。事業年度が変わったときは登録変更届を出してください。",
                f"The {said.en} is {given}; this report covers {due}. File a registration change if your year changed.",
            ),
            "EFR-01 SCH.C-41",
        )
        for name, said in _ENDS.items()
        if (due := day_of(circumstances.parent, name)) and (given := day_of(values, name)) and given != due
    ]


_ENDS = {
    "covers_from": Text("事業年度の初日", "first day"),
    "covers_to": Text("事業年度の末日", "last day"),
}


def wages_proved(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """The lowest pay is that of the month before the report, with its ledger where a wage duty binds (RET-03)."""
    if text_of(values, "plan_year") == _BEFORE_THE_PLAN:
        return ()
    found: list[FormProblem] = []
    due, given = day_of(circumstances.parent, "judged_month"), day_of(values, "lowest_wage_month")
    if due and given and (given.year, given.month) != (due.year, due.month):
        found.append(
            FormProblem(
                "lowest_wage_month",
                Text(
                    f"最低賃金の月は、報告する月の直前の{due.year}年{due.month}月です。",
                    f"The lowest pay is that of the month before the report, {due:%Y-%m}.",
                ),
                "RET-03",
            )
        )
    bound = (circumstances.parent or {}).get("wage_plan") is True
    if bound and not attachments.get("wage_ledger"):
        found.append(
            FormProblem(
                "wage_ledger",
                Text(
                    "賃上げの要件または加点を受けているため、賃金台帳が必要です。",
                    "A wage duty or bonus binds you: attach the wage ledger.",
                ),
                "W-132 RET-03",
            )
        )
    return found


def wages_promised(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """What falls short of the wages that the application promised is told while it is typed; it stops nothing."""
    del attachments
    case, year = circumstances.returns, text_of(values, "plan_year")
    if case is None or year == _BEFORE_THE_PLAN or not year.isdecimal():
        return ()
    return tuple(wages_below_promise(case, with_figures(case.year(int(year)), values)))


def tools_in_use(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """A stopped tool is told, and the person learns what follows before sending (RET-13, W-71)."""
    del attachments, circumstances
    if values.get("in_use") is not False:
        return ()
    return [
        FormProblem(
            "in_use",
            Text(
                "解約・停止したITツールがあると、辞退の届出が必要です。導入から1年未満や、報告した利用期間より前の停止は"
                "返還の対象になることがあります。この報告と一緒に届け出てください。",
                "A cancelled or stopped tool needs a withdrawal filing. Stopping within a year of introduction, or before "
                "the reported period, may lead to a return. File it together with this report.",
            ),
            "RET-13 W-71",
            Severity.CAUTION,
        )
    ]


CHECKS = (tools_in_use, year_covered, figures_plausible, wages_proved, wages_promised)
