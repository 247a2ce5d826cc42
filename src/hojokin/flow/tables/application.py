"""Life of a joint application (交付申請の状態遷移): two parties write it, the applicant submits, the office decides.

Whoever goes back to the entries after the vendor's check passes the vendor again: its confirmation comes before
every submission (W-28), and the oath is taken anew.
"""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Table, Transition
from hojokin.flow.tables.application_review import REVIEW_STATES, review_steps
from hojokin.flow.tables.coming_back import coming_back
from hojokin.rules.engine.facts import Text

P, V, R, SYSTEM = Role.APPLICANT, Role.VENDOR, Role.REVIEWER, Role.SYSTEM
BOTH = (P, V)
SIGNED = (Need.COMPLETE, Need.OATH, Need.CODE)
CORRECTING = ("correction_applicant", "correction_vendor", "correction_confirming")
DRAFTS = ("invited", "expired", "applicant_editing", "vendor_editing", "applicant_confirming")

DRAFT_STATES = (
    State(
        "invited",
        Text("招待中", "Invited"),
        P,
        Text(
            "IT導入支援事業者が招待しました。招待メールのリンクを開くと、申請を始められます。",
            "The vendor has invited the applicant. Opening the link of the mail starts the application.",
        ),
        "ST-01 W-20",
    ),
    State(
        "expired",
        Text("招待の期限切れ", "Invitation expired"),
        V,
        Text(
            "招待の期限が切れました。IT導入支援事業者がもう一度招待してください。",
            "The invitation has expired. The vendor may invite again.",
        ),
        "ST-01 W-21",
    ),
    State(
        "applicant_editing",
        Text("申請者の入力中", "Applicant is writing"),
        P,
        Text(
            "申請者が自社の情報と書類を入力しています。終わったら「入力を終えて渡す」を押してください。提出はまだ終わっていません。",
            "The applicant is entering its data and papers, then hands over. Nothing has been submitted yet.",
        ),
        "ST-02 W-23",
    ),
    State(
        "vendor_editing",
        Text("IT導入支援事業者の入力中", "Vendor is writing"),
        V,
        Text(
            "IT導入支援事業者が計画とITツールを入力し、申請者の入力を確かめています。提出はまだ終わっていません。",
            "The vendor is entering plan and tools and checks the applicant's part. Nothing has been submitted yet.",
        ),
        "ST-03 W-24",
    ),
    State(
        "applicant_confirming",
        Text("申請者の最終確認", "Applicant's final check"),
        P,
        Text(
            "内容を確かめ、宣誓とSMSの確認コードで提出してください。入力に戻すと宣誓は無効になり、IT導入支援事業者の確認からやり直しになります。",
            "Check it, take the oath and submit with the code by SMS. Going back to the entries voids the oath, and the vendor checks again.",
        ),
        "ST-04 W-25 W-26",
    ),
)
CORRECTION_STATES = (
    State(
        "correction_applicant",
        Text("不備の訂正（申請者）", "Correction by the applicant"),
        P,
        Text(
            "事務局から訂正の依頼があります。指摘された項目だけを直し、期日までにIT導入支援事業者へ渡してください。前の宣誓は無効になりました。",
            "The office asks for a correction. Correct what is named and hand over to the vendor by the date. The earlier oath is void.",
        ),
        "ST-06 W-60",
    ),
    State(
        "correction_vendor",
        Text("不備の訂正（IT導入支援事業者）", "Correction by the vendor"),
        V,
        Text(
            "IT導入支援事業者が指摘された項目を直し、申請者の訂正を確かめています。再提出はまだ終わっていません。",
            "The vendor corrects its items and checks the applicant's. It has not been submitted again yet.",
        ),
        "ST-06",
    ),
    State(
        "correction_confirming",
        Text("訂正の最終確認", "Final check of the correction"),
        P,
        Text(
            "訂正した内容を確かめ、もう一度宣誓とSMSの確認コードで提出してください。入力に戻すと宣誓は無効になります。",
            "Check the correction, then take the oath again and submit with the code by SMS. Going back voids the oath.",
        ),
        "ST-06 W-60",
    ),
)

INVITING = (
    Transition(
        "open",
        Text("申請を始める", "Open"),
        ("invited",),
        "applicant_editing",
        (P,),
        (),
        (V,),
        is_main=True,
        source="ST-01 W-22",
    ),
    Transition(
        "expire",
        Text("招待の期限切れ", "Expire"),
        ("invited",),
        "expired",
        (SYSTEM,),
        (),
        BOTH,
        source="ST-01 W-21",
    ),
    Transition(
        "invite_again",
        Text("もう一度招待する", "Invite again"),
        ("expired",),
        "invited",
        (V,),
        (),
        (P,),
        is_main=True,
        source="W-20",
    ),
    Transition(
        "cancel_invitation",
        Text("招待を取り消す", "Cancel the invitation"),
        ("invited", "expired"),
        "withdrawn",
        (V,),
        (),
        (P,),
    ),
)
WRITING = (
    Transition(
        "hand_over",
        Text("入力を終えて渡す", "Hand over"),
        ("applicant_editing",),
        "vendor_editing",
        (P,),
        (),
        (V,),
        is_main=True,
        source="W-23",
    ),
    Transition(
        "return_to_applicant",
        Text("申請者に戻す", "Return to the applicant"),
        ("vendor_editing",),
        "applicant_editing",
        (V,),
        (Need.REASON,),
        (P,),
        source="ST-03 W-24",
    ),
    Transition(
        "pass_on",
        Text("確認して申請者に渡す", "Confirm and pass on"),
        ("vendor_editing",),
        "applicant_confirming",
        (V,),
        (Need.COMPLETE,),
        (P,),
        is_main=True,
        source="W-24 W-28",
    ),
    Transition(
        "reopen",
        Text("入力に戻す", "Back to the entries"),
        ("applicant_confirming",),
        "applicant_editing",
        (P,),
        (),
        (V,),
        source="W-25",
    ),
    Transition(
        "return_to_vendor",
        Text("IT導入支援事業者に戻す", "Return to the vendor"),
        ("applicant_confirming",),
        "vendor_editing",
        (P,),
        (Need.REASON,),
        (V,),
        source="W-25",
    ),
    Transition(
        "submit",
        Text("事務局に提出する", "Submit to the office"),
        ("applicant_confirming",),
        "submitted",
        (P,),
        (*SIGNED, Need.IN_TIME),
        (P, V, R),
        is_main=True,
        source="W-26 W-27",
    ),
    Transition(
        "withdraw",
        Text("申請を取り下げる", "Withdraw"),
        (
            "applicant_editing",
            "vendor_editing",
            "applicant_confirming",
            "correction_applicant",
            "correction_confirming",
        ),
        "withdrawn",
        (P,),
        (Need.REASON,),
        (V, R),
        source="W-27 PT-06",
    ),
    Transition(
        "lapse",
        Text("受付を終える", "End of reception"),
        DRAFTS,
        "lapsed",
        (SYSTEM,),
        (),
        BOTH,
        source="W-27",
    ),
)
CORRECTIONS = (
    Transition(
        "hand_over_correction",
        Text("訂正を終えて渡す", "Hand over the correction"),
        ("correction_applicant",),
        "correction_vendor",
        (P,),
        (),
        (V,),
        is_main=True,
        source="W-60",
    ),
    Transition(
        "return_correction",
        Text("申請者に戻す", "Return to the applicant"),
        ("correction_vendor",),
        "correction_applicant",
        (V,),
        (Need.REASON,),
        (P,),
    ),
    Transition(
        "pass_on_correction",
        Text("確認して申請者に渡す", "Confirm and pass on"),
        ("correction_vendor",),
        "correction_confirming",
        (V,),
        (Need.COMPLETE, Need.ANSWERED),
        (P,),
        is_main=True,
        source="W-28",
    ),
    Transition(
        "skip_vendor",
        Text("IT導入支援事業者の確認を省く", "Skip the vendor's check"),
        ("correction_vendor",),
        "correction_confirming",
        (R,),
        (Need.REASON, Need.NO_CONFLICT),
        BOTH,
        source="W-72 PORTAL.Y-08",
    ),
    Transition(
        "reopen_correction",
        Text("訂正に戻す", "Back to the correction"),
        ("correction_confirming",),
        "correction_applicant",
        (P,),
        (),
        (V,),
    ),
    Transition(
        "resubmit",
        Text("訂正して提出する", "Submit the correction"),
        ("correction_confirming",),
        "submitted",
        (P,),
        (*SIGNED, Need.ANSWERED),
        (P, V, R),
        is_main=True,
        source="W-60 W-62",
    ),
)

STATES = (*DRAFT_STATES, *CORRECTION_STATES, *REVIEW_STATES)
TABLE = Table(
    code="application",
    first="invited",
    states={each.code: each for each in STATES},
    transitions=(
        *INVITING,
        *WRITING,
        *CORRECTIONS,
        *review_steps(BOTH, CORRECTING),
        *coming_back(DRAFTS),
    ),
    # The vendor may prepare its own part early; the applicant's part rests while the vendor checks it.
    editable={
        "applicant_editing": frozenset({P, V}),
        "vendor_editing": frozenset({V}),
        "correction_applicant": frozenset({P}),
        "correction_vendor": frozenset({V}),
    },
)
