"""Performance report (実績報告): from the grantee's first entry to its acceptance (ST-09, ST-10)."""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Table, Transition
from hojokin.rules.engine.facts import Text

_A, _V, _R, _S = Role.APPLICANT, Role.VENDOR, Role.REVIEWER, Role.SYSTEM
_OPEN = ("applicant_editing", "vendor_checking", "applicant_confirming")
_RETURNED = ("correction", "correction_checking", "correction_confirming")
_SENT = (Need.COMPLETE, Need.OATH, Need.CODE)

_STATES = (
    State(
        "applicant_editing",
        Text("申請者が入力中", "Applicant is writing"),
        _A,
        Text(
            "証拠書類と口座を入力してください。終わったらIT導入支援事業者の確認に回します。まだ提出されていません。",
            "Enter the evidence and the account, then hand the report to the vendor. It is not submitted yet.",
        ),
        "ST-09 W-90",
    ),
    State(
        "vendor_checking",
        Text("IT導入支援事業者が確認中", "Vendor is checking"),
        _V,
        Text(
            "IT導入支援事業者が内容を確認しています。まだ提出されていません。確認の後、申請者が提出します。",
            "The vendor is checking. It is not submitted yet: the applicant submits it afterwards.",
        ),
        "ST-09 W-90",
    ),
    State(
        "applicant_confirming",
        Text("申請者の最終確認", "Applicant's final check"),
        _A,
        Text(
            "確認が済みました。宣誓とSMSの認証をして提出してください。提出するまで報告は終わっていません。",
            "The vendor has confirmed. Swear, enter the SMS code and submit: the report is not done before that.",
        ),
        "ST-09 PORTAL.K-09",
    ),
    State(
        "submitted",
        Text("提出済（事務局が検査中）", "Submitted (under inspection)"),
        _R,
        Text(
            "実績報告を受け付けました。事務局が検査します。直すところがあれば知らせます。",
            "The report has been received and is being inspected. You will be told if something must be corrected.",
        ),
        "ST-09 W-120",
    ),
    State(
        "correction",
        Text("訂正の依頼（申請者が訂正中）", "Returned: applicant is correcting"),
        _A,
        Text(
            "事務局から訂正の依頼があります。期日までに直さないと交付決定が取り消されることがあります。",
            "The secretariat asks for corrections. If they are not made by the date, the grant may be cancelled.",
        ),
        "ST-10 W-120",
    ),
    State(
        "correction_checking",
        Text("訂正をIT導入支援事業者が確認中", "Vendor is checking the correction"),
        _V,
        Text(
            "IT導入支援事業者が訂正を確認しています。まだ再提出されていません。",
            "The vendor is checking the correction. It is not submitted again yet.",
        ),
        "ST-10",
    ),
    State(
        "correction_confirming",
        Text("訂正の最終確認", "Final check of the correction"),
        _A,
        Text("宣誓とSMSの認証をして再提出してください。", "Swear, enter the SMS code and submit again."),
        "ST-10",
    ),
    State(
        "overdue",
        Text("提出期限を過ぎた", "Report limit has passed"),
        _R,
        Text(
            "提出期限までに実績報告がありませんでした。正当な理由があれば事務局に連絡してください。"
            "理由がなければ交付決定が取り消されます。",
            "No report came by the limit. With good reason, tell the secretariat; otherwise the grant is cancelled.",
        ),
        "RET-16 W-92",
    ),
    State(
        "accepted",
        Text("検査済", "Accepted"),
        None,
        Text(
            "実績報告の検査が終わりました。交付額の確認と請求に進みます。",
            "The inspection of the report is finished. Next, check the amount and claim it.",
        ),
        "ST-11",
    ),
    State(
        "ended",
        Text("終了（辞退・取消し）", "Ended (withdrawn or cancelled)"),
        None,
        Text(
            "辞退または取消しのため、この報告は終わりました。",
            "The grant was withdrawn or cancelled: this report has ended.",
        ),
        "ST-15",
    ),
)

_TRANSITIONS = (
    Transition(
        "hand_to_vendor",
        Text("入力を終え、確認を依頼する", "Finish and ask the vendor to check"),
        ("applicant_editing",),
        "vendor_checking",
        (_A,),
        (),  # the vendor's fields are still empty; it is checked when all of it is there
        (_V,),
        is_main=True,
        source="W-90",
    ),
    Transition(
        "hand_to_vendor",
        Text("訂正を終え、確認を依頼する", "Finish correcting and ask the vendor to check"),
        ("correction",),
        "correction_checking",
        (_A,),
        (),
        (_V,),
        is_main=True,
        source="ST-10",
    ),
    Transition(
        "return_to_applicant",
        Text("申請者に戻す", "Return to the applicant"),
        ("vendor_checking",),
        "applicant_editing",
        (_V,),
        (Need.REASON,),
        (_A,),
        source="ST-09",
    ),
    Transition(
        "return_to_applicant",
        Text("申請者に戻す", "Return to the applicant"),
        ("correction_checking",),
        "correction",
        (_V,),
        (Need.REASON,),
        (_A,),
        source="ST-10",
    ),
    Transition(
        "confirm",
        Text("内容を確認した", "Confirm"),
        ("vendor_checking",),
        "applicant_confirming",
        (_V,),
        (Need.COMPLETE,),
        (_A,),
        is_main=True,
        source="ST-09",
    ),
    Transition(
        "confirm",
        Text("訂正を確認した", "Confirm the correction"),
        ("correction_checking",),
        "correction_confirming",
        (_V,),
        (Need.COMPLETE,),
        (_A,),
        is_main=True,
        source="ST-10",
    ),
    Transition(
        "skip_vendor",
        Text("IT導入支援事業者の確認を省く", "Go on without the vendor"),
        ("applicant_editing", "vendor_checking"),
        "applicant_confirming",
        (_R,),
        (Need.REASON, Need.NO_CONFLICT),
        (_A, _V),
        source="W-72 PORTAL.Y-08",
    ),
    Transition(
        "skip_vendor",
        Text("IT導入支援事業者の確認を省く", "Go on without the vendor"),
        ("correction", "correction_checking"),
        "correction_confirming",
        (_R,),
        (Need.REASON, Need.NO_CONFLICT),
        (_A, _V),
        source="W-72 PORTAL.Y-08",
    ),
    Transition(
        "edit_again",
        Text("入力に戻る", "Go back to writing"),
        ("vendor_checking", "applicant_confirming"),
        "applicant_editing",
        (_A,),
        (),
        (_V,),
        source="ST-09",
    ),
    Transition(
        "edit_again",
        Text("訂正に戻る", "Go back to correcting"),
        ("correction_checking", "correction_confirming"),
        "correction",
        (_A,),
        (),
        (_V,),
        source="ST-10",
    ),
    Transition(
        "submit",
        Text("事務局に提出する", "Submit to the secretariat"),
        ("applicant_confirming",),
        "submitted",
        (_A,),
        (*_SENT, Need.IN_TIME),
        (_A, _V, _R),
        is_main=True,
        source="ST-09 W-92",
    ),
    # A correction may come late until the grant is cancelled: whether that is excused, people decide (W-120).
    Transition(
        "submit",
        Text("事務局に再提出する", "Submit again"),
        ("correction_confirming",),
        "submitted",
        (_A,),
        (*_SENT, Need.ANSWERED),
        (_A, _V, _R),
        is_main=True,
        source="ST-10",
    ),
    Transition(
        "return_for_correction",
        Text("訂正を依頼する", "Return for correction"),
        ("submitted",),
        "correction",
        (_R,),
        (Need.FINDINGS, Need.NO_CONFLICT),
        (_A, _V),
        source="ST-10 W-120",
    ),
    Transition(
        "accept",
        Text("検査を終える", "Accept the report"),
        ("submitted",),
        "accepted",
        (_R,),
        (Need.NO_FINDINGS, Need.NO_CONFLICT),
        (_A, _V),
        is_main=True,
        source="ST-11",
    ),
    Transition(
        "lapse",
        Text("提出期限の経過", "The limit has passed"),
        _OPEN,
        "overdue",
        (_S,),
        (),
        (_A, _V, _R),
        source="RET-16 W-92",
    ),
    Transition(
        "allow_late",
        Text("期限後の提出を認める", "Allow a late report"),
        ("overdue",),
        "applicant_editing",
        (_R,),
        (Need.REASON, Need.DUE, Need.NO_CONFLICT),
        (_A, _V),
        source="RET-16 W-75",
    ),
    Transition(
        "end",
        Text("辞退・取消しにより終える", "End with the grant"),
        (*_OPEN, *_RETURNED, "submitted", "overdue"),
        "ended",
        (_S,),
        (),
        (_A, _V),
        source="ST-15",
    ),
)

TABLE = Table(
    code="performance_report",
    first="applicant_editing",
    states={each.code: each for each in _STATES},
    transitions=_TRANSITIONS,
    editable={
        "applicant_editing": frozenset({_A}),
        "vendor_checking": frozenset({_V}),
        "correction": frozenset({_A}),
        "correction_checking": frozenset({_V}),
    },
)
