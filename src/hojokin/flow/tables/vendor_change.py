"""Life of a change of a vendor's registration (登録変更届の状態遷移)."""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Table, Transition
from hojokin.rules.engine.facts import Text

V, R, A = Role.VENDOR, Role.REVIEWER, Role.APPROVER
DECIDED = (Need.SECOND_PERSON, Need.REASON)

STATES = (
    State(
        "draft",
        Text("作成中", "Draft"),
        V,
        Text(
            "変わった項目を入力し、遅滞なく提出してください。",
            "Enter what has changed and send it without delay.",
        ),
        "V-06",
    ),
    State(
        "submitted",
        Text("確認中", "Under review"),
        R,
        Text(
            "事務局が確認しています。登録の内容はまだ変わっていません。",
            "The office is checking it; the registration has not changed yet.",
        ),
    ),
    State(
        "returned",
        Text("差戻し", "Returned"),
        V,
        Text("指摘に答えて直し、もう一度提出してください。", "Answer the findings, correct, and send again."),
    ),
    State(
        "checked",
        Text("決裁待ち", "Waiting for the decision"),
        A,
        Text("確認が終わり、決裁者が判断します。", "The review is done; the approver decides."),
    ),
    State(
        "accepted",
        Text("受理", "Accepted"),
        None,
        Text("登録の内容が変わりました。", "The registration has been changed."),
        "V-06",
    ),
    State(
        "rejected",
        Text("不受理", "Refused"),
        None,
        Text("受理されませんでした。理由を確認してください。", "Refused; see the reason."),
        "PORTAL.K-11",
    ),
    State(
        "withdrawn", Text("取下げ", "Withdrawn"), None, Text("取り下げました。", "The filing was withdrawn.")
    ),
)

TRANSITIONS = (
    Transition(
        "submit",
        Text("提出する", "Submit"),
        ("draft",),
        "submitted",
        (V,),
        (Need.COMPLETE,),
        (R,),
        is_main=True,
        source="V-06",
    ),
    Transition(
        "resubmit",
        Text("直して提出する", "Submit again"),
        ("returned",),
        "submitted",
        (V,),
        (Need.COMPLETE, Need.ANSWERED),
        (R,),
        is_main=True,
    ),
    Transition(
        "accept",
        Text("確認を終える", "Pass the review"),
        ("submitted",),
        "checked",
        (R,),
        (Need.NO_FINDINGS, Need.NO_CONFLICT),
        (A,),
        is_main=True,
    ),
    Transition(
        "return",
        Text("差し戻す", "Return"),
        ("submitted",),
        "returned",
        (R,),
        (Need.FINDINGS, Need.NO_CONFLICT),
        (V,),
    ),
    Transition(
        "approve",
        Text("受理する", "Approve"),
        ("checked",),
        "accepted",
        (A,),
        (Need.SECOND_PERSON, Need.NO_FINDINGS),
        (V, R),
        is_main=True,
        source="V-06",
    ),
    Transition(
        "reject",
        Text("受理しない", "Refuse"),
        ("checked",),
        "rejected",
        (A,),
        DECIDED,
        (V, R),
        source="PORTAL.K-11",
    ),
    Transition(
        "send_back",
        Text("確認に戻す", "Back to the reviewer"),
        ("checked",),
        "submitted",
        (A,),
        DECIDED,
        (R,),
    ),
    Transition(
        "withdraw",
        Text("取り下げる", "Withdraw"),
        ("draft", "submitted", "returned", "checked"),
        "withdrawn",
        (V,),
        (Need.REASON,),
        (R,),
    ),
)

TABLE = Table(
    code="vendor_change",
    first="draft",
    states={each.code: each for each in STATES},
    transitions=TRANSITIONS,
    editable={state: frozenset({V}) for state in ("draft", "returned")},
)
