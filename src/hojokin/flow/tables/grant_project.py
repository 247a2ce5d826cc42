"""Grant, the project (補助事業の実施): from the decision to the claim (ST-08 to ST-11)."""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Transition
from hojokin.flow.tables.grant_phases import RUNNING
from hojokin.rules.engine.facts import Text

_A, _V, _R, _D, _S = Role.APPLICANT, Role.VENDOR, Role.REVIEWER, Role.APPROVER, Role.SYSTEM

STATES = (
    State(
        "granted",
        Text("交付決定", "Granted"),
        _A,
        Text(
            "交付が決まりました。契約・発注はこの日からできます。支払いは銀行振込かカードの1回払いだけです。",
            "The grant is decided. You may order from this day; pay only by bank transfer or one card payment.",
        ),
        "ST-08 W-63",
    ),
    State(
        "change_approved",
        Text("計画変更を承認", "Change approved"),
        _A,
        Text("変更後の内容で事業を進めてください。", "Carry out the project as changed."),
        "ST-08 W-73",
    ),
    State(
        "delayed",
        Text("遅延（事務局の指示あり）", "Delayed"),
        _A,
        Text(
            "遅延の報告を受けました。事務局の指示と期日に従ってください。書類がないと取消しになることがあります。",
            "The delay was reported. Follow the instruction and its date; without the papers the grant may be cancelled.",
        ),
        "ST-08 W-75 RET-16",
    ),
    State(
        "accident",
        Text("事故（事務局の指示あり）", "Accident"),
        _A,
        Text(
            "事故の報告を受けました。事務局の指示に従ってください。",
            "The accident was reported. Follow the instruction.",
        ),
        "ST-08 W-76",
    ),
    State(
        "report_accepted",
        Text("実績報告を受理", "Performance report accepted"),
        _R,
        Text(
            "実績報告の書類がそろいました。確定検査をしています。",
            "The report is complete; the final inspection is under way.",
        ),
        "ST-09 W-120",
    ),
    State(
        "inspected",
        Text("検査済（請求待ち）", "Inspected, waiting for the claim"),
        _A,
        Text(
            "検査の結果と交付額の案を確認し、期日までに請求してください。請求がないと交付決定が取り消されることがあります。",
            "Check the result and the amount and claim it by the date; without a claim the grant may be cancelled.",
        ),
        "ST-11 W-121",
    ),
    State(
        "claimed",
        Text("請求済（額の確定待ち）", "Claimed, waiting for the decision on the amount"),
        _D,
        Text(
            "請求を受け付けました。額を確定します。", "The claim has been received. The amount will be fixed."
        ),
        "ST-11 W-122",
    ),
)

TRANSITIONS = (
    Transition(
        "apply_change",
        Text("計画変更を反映する", "Apply the approved change"),
        RUNNING,
        "change_approved",
        (_D, _S),
        (Need.NO_CONFLICT,),
        (_A, _V),
        source="W-73",
    ),
    Transition(
        "instruct_delay",
        Text("遅延について指示する", "Instruct on the delay"),
        RUNNING,
        "delayed",
        (_D, _S),
        (Need.REASON, Need.NO_CONFLICT),
        (_A, _V),
        source="W-75",
    ),
    Transition(
        "instruct_accident",
        Text("事故について指示する", "Instruct on the accident"),
        RUNNING,
        "accident",
        (_D, _S),
        (Need.REASON, Need.NO_CONFLICT),
        (_A, _V),
        source="W-76",
    ),
    Transition(
        "resume",
        Text("通常の進行に戻す", "Resume"),
        ("delayed", "accident"),
        "granted",
        (_R,),
        (Need.REASON, Need.NO_CONFLICT),
        (_A, _V),
        source="W-75 W-76",
    ),
    Transition(
        "accept_report",
        Text("実績報告を受理する", "Accept the performance report"),
        RUNNING,
        "report_accepted",
        (_R, _S),
        (Need.NO_CONFLICT,),
        (_A, _V),
        is_main=True,
        source="W-120",
    ),
    Transition(
        "record_inspection",
        Text("確定検査を終える", "Finish the inspection"),
        ("report_accepted",),
        "inspected",
        (_R,),
        (Need.NO_FINDINGS, Need.NO_CONFLICT),
        (_A, _V),
        is_main=True,
        source="W-120 W-121",
    ),
    Transition(
        "claim",
        Text("内容を確認して請求する", "Confirm and claim"),
        ("inspected",),
        "claimed",
        (_A,),
        (Need.COMPLETE, Need.OATH, Need.CODE, Need.IN_TIME),
        (_A, _V, _D),
        is_main=True,
        source="W-121",
    ),
    Transition(
        "reopen_inspection",
        Text("検査に戻す", "Return to the inspection"),
        ("inspected", "claimed"),
        "report_accepted",
        (_D,),
        (Need.REASON, Need.NO_CONFLICT),
        (_A, _R),
        source="W-120",
    ),
    # A member of a group is counted again: until its report is read, there is nothing to inspect or to claim.
    Transition(
        "await_report",
        Text("構成員の実績報告を待つ", "Wait for the report of a member"),
        ("report_accepted", "inspected", "claimed"),
        "granted",
        (_S,),
        (),
        (_A,),
        source="F-64 W-120",
    ),
)
