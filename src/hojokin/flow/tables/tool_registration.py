"""Life of a tool's registration (ITツール登録の状態遷移): filed, returned or checked, decided by a second person with reasons."""

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
            "入力して提出してください。注意の表示がなくなると、差戻しはまれです。",
            "Fill it in and send it. Without cautions it is rarely returned.",
        ),
        "T-20",
    ),
    State(
        "submitted",
        Text("審査中", "Under review"),
        R,
        Text(
            "事務局が審査しています。目安は1～3週間です。",
            "The office is reviewing it; this takes about one to three weeks.",
        ),
        "T-29",
    ),
    State(
        "returned",
        Text("不備（差戻し）", "Returned"),
        V,
        Text(
            "項目ごとの指摘に答えて直し、もう一度提出してください。",
            "Answer each finding, correct, and send again.",
        ),
        "T-29 PORTAL.K-15",
    ),
    State(
        "checked",
        Text("登録の決裁待ち", "Waiting for registration"),
        A,
        Text("審査が終わり、決裁者が登録を判断します。", "The review is done; the approver decides."),
    ),
    State(
        "rejection_proposed",
        Text("不登録の決裁待ち", "Rejection proposed"),
        A,
        Text(
            "審査担当の意見をもとに、決裁者が判断します。", "The approver decides on the reviewer's opinion."
        ),
    ),
    State(
        "registered",
        Text("登録済み", "Registered"),
        None,
        Text(
            "登録され、検索に載っています。申請に使えます。",
            "Registered and public; applicants may choose it.",
        ),
        "T-28",
    ),
    State(
        "removal_proposed",
        Text("登録取消しの決裁待ち", "Deregistration proposed"),
        A,
        Text(
            "決裁者が登録取消しを判断します。登録はまだ有効です。",
            "The approver decides on deregistration. The registration still holds.",
        ),
        "V-03",
    ),
    State(
        "rejected",
        Text("不登録", "Rejected"),
        None,
        Text("登録されませんでした。理由を確認してください。", "Not registered; see the reason."),
        "T-29 PORTAL.K-11",
    ),
    State(
        "withdrawn",
        Text("取下げ", "Withdrawn"),
        None,
        Text("取り下げました。", "The registration was withdrawn."),
    ),
    State(
        "removed",
        Text("販売終了", "No longer sold"),
        None,
        Text("販売者の届出により、検索から外れました。", "Taken off the search at the vendor's word."),
    ),
    State(
        "deregistered",
        Text("登録取消し", "Deregistered"),
        None,
        Text("登録が取り消されました。理由を確認してください。", "Deregistered; see the reason."),
        "V-03",
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
        source="T-29",
    ),
    Transition(
        "accept",
        Text("審査を終える", "Pass the review"),
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
        source="T-29",
    ),
    Transition(
        "propose_rejection",
        Text("不登録を提案する", "Propose rejection"),
        ("submitted",),
        "rejection_proposed",
        (R,),
        (Need.REASON, Need.NO_CONFLICT),
        (A,),
    ),
    Transition(
        "register",
        Text("登録する", "Register"),
        ("checked",),
        "registered",
        (A,),
        (Need.SECOND_PERSON, Need.NO_FINDINGS),
        (V, R),
        is_main=True,
        source="T-28",
    ),
    Transition(
        "reject",
        Text("不登録とする", "Reject"),
        ("checked", "rejection_proposed"),
        "rejected",
        (A,),
        DECIDED,
        (V, R),
        source="PORTAL.K-11",
    ),
    Transition(
        "send_back",
        Text("審査に戻す", "Back to the reviewer"),
        ("checked", "rejection_proposed"),
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
    Transition(
        "end_sale",
        Text("販売を終える", "End the sale"),
        ("registered",),
        "removed",
        (V,),
        (Need.REASON,),
        (R, Role.APPLICANT),
    ),
    Transition(
        "propose_deregistration",
        Text("登録取消しを提案する", "Propose deregistration"),
        ("registered",),
        "removal_proposed",
        (R,),
        (Need.REASON, Need.NO_CONFLICT),
        (A,),
        source="V-03",
    ),
    Transition(
        "deregister",
        Text("登録を取り消す", "Deregister"),
        ("removal_proposed",),
        "deregistered",
        (A,),
        DECIDED,
        (V, R, Role.APPLICANT),
        is_main=True,
        source="V-03",
    ),
    Transition(
        "keep",
        Text("登録を続ける", "Keep registered"),
        ("removal_proposed",),
        "registered",
        (A,),
        DECIDED,
        (V, R),
    ),
    Transition(
        "fall_with_vendor",
        Text("支援事業者とともに取り消す", "Deregister with the vendor"),
        ("draft", "submitted", "returned", "checked", "rejection_proposed", "registered", "removal_proposed"),
        "deregistered",
        (Role.SYSTEM,),
        (),
        (V, R),
        source="V-03",
    ),
)

TABLE = Table(
    code="tool_registration",
    first="draft",
    states={each.code: each for each in STATES},
    transitions=TRANSITIONS,
    editable={state: frozenset({V}) for state in ("draft", "returned")},
)
