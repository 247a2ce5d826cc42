"""Life of a group's application (複数者連携の交付申請の状態遷移): the representative alone writes and submits (W-29)."""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Table, Transition
from hojokin.flow.tables.application_review import REVIEW_STATES, review_steps
from hojokin.flow.tables.coming_back import coming_back
from hojokin.rules.engine.facts import Text

P, R, SYSTEM = Role.APPLICANT, Role.REVIEWER, Role.SYSTEM
SIGNED = (Need.COMPLETE, Need.OATH, Need.CODE)
CORRECTING = ("correction_applicant", "correction_confirming")
DRAFTS = ("applicant_editing", "applicant_confirming")

OWN_STATES = (
    State(
        "applicant_editing",
        Text("代表事業者の入力中", "Representative is writing"),
        P,
        Text(
            "代表事業者がグループ全体の情報を入力しています。終わったら「入力を終える」を押してください。提出はまだ終わっていません。",
            "The representative is entering the data of the whole group. Nothing has been submitted yet.",
        ),
        "ST-02 W-29",
    ),
    State(
        "applicant_confirming",
        Text("代表事業者の最終確認", "Representative's final check"),
        P,
        Text(
            "内容を確かめ、宣誓とSMSの確認コードで提出してください。入力に戻すと宣誓は無効になります。",
            "Check it, take the oath and submit with the code by SMS. Going back to the entries voids the oath.",
        ),
        "ST-04 W-29",
    ),
    State(
        "correction_applicant",
        Text("不備の訂正", "Correction"),
        P,
        Text(
            "事務局から訂正の依頼があります。指摘された項目だけを期日までに直してください。前の宣誓は無効になりました。",
            "The office asks for a correction. Correct what is named by the date. The earlier oath is void.",
        ),
        "ST-06 W-60",
    ),
    State(
        "correction_confirming",
        Text("訂正の最終確認", "Final check of the correction"),
        P,
        Text(
            "訂正した内容を確かめ、もう一度宣誓とSMSの確認コードで提出してください。",
            "Check the correction, take the oath again and submit with the code by SMS.",
        ),
        "ST-06 W-60",
    ),
)
STEPS = (
    Transition(
        "finish_entry",
        Text("入力を終える", "Finish the entries"),
        ("applicant_editing",),
        "applicant_confirming",
        (P,),
        (Need.COMPLETE,),
        (),
        is_main=True,
        source="W-29",
    ),
    Transition(
        "reopen",
        Text("入力に戻す", "Back to the entries"),
        ("applicant_confirming",),
        "applicant_editing",
        (P,),
    ),
    Transition(
        "submit",
        Text("事務局に提出する", "Submit to the office"),
        ("applicant_confirming",),
        "submitted",
        (P,),
        (*SIGNED, Need.IN_TIME),
        (P, R),
        is_main=True,
        source="W-26 W-27",
    ),
    Transition(
        "finish_correction",
        Text("訂正を終える", "Finish the correction"),
        ("correction_applicant",),
        "correction_confirming",
        (P,),
        (Need.COMPLETE, Need.ANSWERED),
        (),
        is_main=True,
        source="W-60",
    ),
    Transition(
        "reopen_correction",
        Text("訂正に戻す", "Back to the correction"),
        ("correction_confirming",),
        "correction_applicant",
        (P,),
    ),
    Transition(
        "resubmit",
        Text("訂正して提出する", "Submit the correction"),
        ("correction_confirming",),
        "submitted",
        (P,),
        (*SIGNED, Need.ANSWERED),
        (P, R),
        is_main=True,
        source="W-60 W-62",
    ),
    Transition(
        "withdraw",
        Text("申請を取り下げる", "Withdraw"),
        ("applicant_editing", "applicant_confirming", "correction_applicant", "correction_confirming"),
        "withdrawn",
        (P,),
        (Need.REASON,),
        (R,),
        source="W-27 PT-06",
    ),
    Transition(
        "lapse",
        Text("受付を終える", "End of reception"),
        DRAFTS,
        "lapsed",
        (SYSTEM,),
        (),
        (P,),
        source="W-27",
    ),
)

STATES = (*OWN_STATES, *REVIEW_STATES)
TABLE = Table(
    code="consortium_application",
    first="applicant_editing",
    states={each.code: each for each in STATES},
    transitions=(*STEPS, *review_steps((P,), CORRECTING), *coming_back(DRAFTS)),
    editable={state: frozenset({P}) for state in ("applicant_editing", "correction_applicant")},
)
