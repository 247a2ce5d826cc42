"""Grant, the years of effect reports (効果報告の期間): from the payment to the last report (ST-13, ST-14, ST-16)."""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Transition
from hojokin.rules.engine.facts import Text

_A, _V, _R, _S = Role.APPLICANT, Role.VENDOR, Role.REVIEWER, Role.SYSTEM

STATES = (
    State(
        "paid",
        Text("交付済", "Paid"),
        _S,
        Text(
            "補助金を振り込みました。ITツールを使い続け、期間ごとに効果報告をしてください。帳簿は5年間保存します。",
            "The grant has been paid. Keep using the tool, report its effect in each period, and keep the books.",
        ),
        "ST-13 W-136",
    ),
    State(
        "effect_reports",
        Text("効果報告の期間", "Years of effect reports"),
        _A,
        Text(
            "期間ごとに効果報告をしてください。期間と期日は予定表にあります。",
            "Report the effect in each period; the plan shows the dates.",
        ),
        "ST-13 ST-14",
    ),
)

TRANSITIONS = (
    Transition(
        "begin_reports",
        Text("効果報告の期間に入る", "Begin the effect reports"),
        ("paid",),
        "effect_reports",
        (_S,),
        (),
        (_A, _V),
        source="W-130",
    ),
    Transition(
        "close",
        Text("終了する", "Close"),
        ("effect_reports",),
        "closed",
        (_R, _S),
        (Need.NO_CONFLICT,),
        (_A, _V),
        is_main=True,
        source="ST-16",
    ),
)
