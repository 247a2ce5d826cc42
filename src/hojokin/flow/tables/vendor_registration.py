"""Life of a vendor's registration (IT導入支援事業者登録の状態遷移): reviewed twice, decided by a second person, always with reasons.

A registration may end after a hearing: the office asks, the vendor answers, one proposes, another decides (V-03).
"""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Table, Transition
from hojokin.rules.engine.facts import Text

V, R, A = Role.VENDOR, Role.REVIEWER, Role.APPROVER
WRITING = frozenset({V})
SENT = (Need.COMPLETE, Need.MEMBERS_READY, Need.FIRST_TOOL)
SENT_AGAIN = (*SENT, Need.ANSWERED)
DECIDED = (Need.SECOND_PERSON, Need.REASON)

STATES = (
    State(
        "draft",
        Text("作成中", "Draft"),
        V,
        Text(
            "入力して提出してください。カテゴリー1または10のツールを1つ、一緒に提出します。",
            "Fill it in and send it, together with one tool of category 1 or 10.",
        ),
        "V-36",
    ),
    State(
        "submitted",
        Text("一次審査中", "First review"),
        R,
        Text("事務局が登録の要件を確認しています。", "The office is checking the conditions."),
        "V-01",
    ),
    State(
        "returned",
        Text("差戻し（一次審査）", "Returned in the first review"),
        V,
        Text("指摘に答えて直し、もう一度提出してください。", "Answer the findings, correct, and send again."),
        "V-36",
    ),
    State(
        "checked",
        Text("仮登録の決裁待ち", "Waiting for provisional admission"),
        A,
        Text("審査が終わり、決裁者が仮登録を判断します。", "The review is done; the approver decides."),
        "V-36",
    ),
    State(
        "provisional",
        Text("仮登録・二次審査中", "Provisional, second review"),
        R,
        Text(
            "仮登録されました。事務局が本登録の審査をしています。",
            "Provisionally registered; the final review is under way.",
        ),
        "V-36",
    ),
    State(
        "provisional_returned",
        Text("差戻し（二次審査）", "Returned in the second review"),
        V,
        Text(
            "仮登録のまま差し戻されました。指摘に答えて直し、もう一度提出してください。",
            "Returned while provisional. Answer the findings, correct, and send again.",
        ),
        "V-36",
    ),
    State(
        "final_checked",
        Text("本登録の決裁待ち", "Waiting for registration"),
        A,
        Text("審査が終わり、決裁者が本登録を判断します。", "The review is done; the approver decides."),
        "V-36",
    ),
    State(
        "rejection_proposed",
        Text("不登録の決裁待ち", "Rejection proposed"),
        A,
        Text(
            "審査担当の意見をもとに、決裁者が判断します。", "The approver decides on the reviewer's opinion."
        ),
        "V-38",
    ),
    State(
        "final_rejection_proposed",
        Text("不登録の決裁待ち（仮登録中）", "Rejection proposed while provisional"),
        A,
        Text(
            "審査担当の意見をもとに、決裁者が判断します。", "The approver decides on the reviewer's opinion."
        ),
        "V-38",
    ),
    State(
        "registered",
        Text("本登録", "Registered"),
        None,
        Text(
            "登録されました。ツールを登録でき、名前が公開されます。登録は年度ごとです。",
            "Registered for this year: tools may be registered, and the name is public.",
        ),
        "V-01 V-37",
    ),
    State(
        "under_inquiry",
        Text("登録取消しの照会中", "Under inquiry"),
        V,
        Text(
            "事務局の照会に、理由を添えて答えてください。登録はまだ有効です。",
            "Answer the office's question with reasons. The registration still holds.",
        ),
        "V-03",
    ),
    State(
        "inquiry_answered",
        Text("照会の回答を確認中", "Answer under review"),
        R,
        Text(
            "事務局が回答を確認しています。登録はまだ有効です。",
            "The office is reading the answer. The registration still holds.",
        ),
        "V-03",
    ),
    State(
        "deregistration_proposed",
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
        Text(
            "登録されませんでした。理由を確認してください。同じ年度の再申請はできません。",
            "Not registered; see the reason. No new application in the same year.",
        ),
        "V-38 PORTAL.K-11",
    ),
    State(
        "withdrawn",
        Text("取下げ", "Withdrawn"),
        None,
        Text("取り下げました。", "The registration was withdrawn."),
    ),
    State(
        "deregistered",
        Text("登録取消し", "Deregistered"),
        None,
        Text(
            "登録が取り消されました。理由と、交付決定への影響を確認してください。",
            "Deregistered; see the reason and the effect on grants.",
        ),
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
        SENT,
        (R,),
        is_main=True,
        source="V-36",
    ),
    Transition(
        "resubmit",
        Text("直して提出する", "Submit again"),
        ("returned",),
        "submitted",
        (V,),
        SENT_AGAIN,
        (R,),
        is_main=True,
    ),
    Transition(
        "resubmit_final",
        Text("直して提出する", "Submit again"),
        ("provisional_returned",),
        "provisional",
        (V,),
        SENT_AGAIN,
        (R,),
        is_main=True,
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
        "accept_final",
        Text("本登録の審査を終える", "Pass the final review"),
        ("provisional",),
        "final_checked",
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
        "return_final",
        Text("差し戻す", "Return"),
        ("provisional",),
        "provisional_returned",
        (R,),
        (Need.FINDINGS, Need.NO_CONFLICT),
        (V,),
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
        "propose_final_rejection",
        Text("不登録を提案する", "Propose rejection"),
        ("provisional",),
        "final_rejection_proposed",
        (R,),
        (Need.REASON, Need.NO_CONFLICT),
        (A,),
    ),
    Transition(
        "admit",
        Text("仮登録する", "Admit provisionally"),
        ("checked",),
        "provisional",
        (A,),
        (Need.SECOND_PERSON, Need.NO_FINDINGS),
        (V, R),
        is_main=True,
        source="V-36",
    ),
    Transition(
        "register",
        Text("本登録する", "Register"),
        ("final_checked",),
        "registered",
        (A,),
        (Need.SECOND_PERSON, Need.NO_FINDINGS),
        (V, R),
        is_main=True,
        source="V-01 V-36",
    ),
    Transition(
        "reject",
        Text("不登録とする", "Reject"),
        ("checked", "final_checked", "rejection_proposed", "final_rejection_proposed"),
        "rejected",
        (A,),
        DECIDED,
        (V, R),
        source="V-38 PORTAL.K-11",
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
        "send_back_final",
        Text("審査に戻す", "Back to the reviewer"),
        ("final_checked", "final_rejection_proposed"),
        "provisional",
        (A,),
        DECIDED,
        (R,),
    ),
    Transition(
        "withdraw",
        Text("取り下げる", "Withdraw"),
        ("draft", "submitted", "returned", "checked", "provisional", "provisional_returned", "final_checked"),
        "withdrawn",
        (V,),
        (Need.REASON,),
        (R, Role.MEMBER),
    ),
    Transition(
        "inquire",
        Text("照会する", "Inquire"),
        ("registered",),
        "under_inquiry",
        (R,),
        (Need.REASON, Need.NO_CONFLICT),
        (V,),
        source="V-03 V-05",
    ),
    Transition(
        "explain",
        Text("回答する", "Answer"),
        ("under_inquiry",),
        "inquiry_answered",
        (V,),
        (Need.REASON,),
        (R,),
        is_main=True,
    ),
    Transition(
        "close_inquiry",
        Text("照会を終える", "Close the inquiry"),
        ("under_inquiry", "inquiry_answered"),
        "registered",
        (R,),
        (Need.REASON,),
        (V,),
    ),
    Transition(
        "propose_deregistration",
        Text("登録取消しを提案する", "Propose deregistration"),
        ("registered", "under_inquiry", "inquiry_answered"),
        "deregistration_proposed",
        (R,),
        (Need.REASON, Need.NO_CONFLICT),
        (A,),
        source="V-03",
    ),
    Transition(
        "deregister",
        Text("登録を取り消す", "Deregister"),
        ("deregistration_proposed",),
        "deregistered",
        (A,),
        DECIDED,
        (V, R, Role.APPLICANT, Role.MEMBER),
        is_main=True,
        source="V-03",
    ),
    Transition(
        "keep",
        Text("登録を続ける", "Keep registered"),
        ("deregistration_proposed",),
        "registered",
        (A,),
        DECIDED,
        (V, R),
    ),
)

TABLE = Table(
    code="vendor_registration",
    first="draft",
    states={each.code: each for each in STATES},
    transitions=TRANSITIONS,
    editable=dict.fromkeys(("draft", "returned", "provisional_returned"), WRITING),
)
