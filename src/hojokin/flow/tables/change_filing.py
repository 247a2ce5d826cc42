"""Change filing (変更・辞退などの届出): one life for all small filings, through the vendor to the office (W-70 to W-77).

What the office's decision means for the grant is the grant's own table; a filing only says that it was decided.
"""

from __future__ import annotations

from dataclasses import replace

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Table, Transition
from hojokin.rules.engine.facts import Text

_A, _V, _R, _D, _S = Role.APPLICANT, Role.VENDOR, Role.REVIEWER, Role.APPROVER, Role.SYSTEM

_STATES = (
    State(
        "editing",
        Text("作成中", "Being written"),
        _A,
        Text(
            "内容を入力し、IT導入支援事業者の確認に回してください。まだ届け出ていません。",
            "Write it and hand it to the vendor. It is not filed yet.",
        ),
        "W-73",
    ),
    State(
        "vendor_editing",
        Text("IT導入支援事業者が代わりに作成中", "Vendor is writing it"),
        _V,
        Text(
            "申請者が手続きできないため、IT導入支援事業者が作成しています。",
            "The grantee cannot file, so the vendor is writing it.",
        ),
        "W-72",
    ),
    State(
        "vendor_checking",
        Text("IT導入支援事業者が確認中", "Vendor is checking"),
        _V,
        Text(
            "IT導入支援事業者が確認しています。まだ届け出ていません。",
            "The vendor is checking. It is not filed yet.",
        ),
        "W-70 W-73",
    ),
    State(
        "applicant_confirming",
        Text("申請者の最終確認", "Applicant's final check"),
        _A,
        Text("宣誓とSMSの認証をして届け出てください。", "Swear, enter the SMS code and file it."),
        "W-70 W-73",
    ),
    State(
        "submitted",
        Text("届出済（事務局が確認中）", "Filed (under review)"),
        _R,
        Text("届出を受け付けました。事務局が確認します。", "It has been received and is being reviewed."),
        "W-70 W-73",
    ),
    State(
        "correction",
        Text("訂正の依頼", "Returned for correction"),
        _A,
        Text(
            "事務局から訂正の依頼があります。直して再び届け出てください。",
            "The secretariat asks for corrections: correct and file again.",
        ),
        "W-73",
    ),
    State(
        "vendor_correction",
        Text("訂正の依頼（IT導入支援事業者）", "Returned to the vendor"),
        _V,
        Text(
            "事務局から訂正の依頼があります。直して再び届け出てください。",
            "The secretariat asks for corrections: correct and file again.",
        ),
        "W-72",
    ),
    State(
        "deciding",
        Text("決裁中", "Being decided"),
        _D,
        Text("確認が終わりました。決裁者が判断します。", "The review is finished. The approver decides."),
        "W-70 W-73 W-77",
    ),
    State(
        "approved",
        Text("承認・受理", "Approved"),
        None,
        Text(
            "承認（受理）しました。条件があるときは通知に書かれています。",
            "It was approved. The notice states any condition.",
        ),
        "W-70 W-73",
    ),
    State(
        "refused",
        Text("不承認", "Refused"),
        None,
        Text(
            "承認されませんでした。これまでの内容のまま事業を進めてください。",
            "It was not approved. Go on as decided before.",
        ),
        "W-70 W-73",
    ),
    State(
        "taken_back",
        Text("取下げ", "Taken back"),
        None,
        Text("届出を取り下げました。", "The filing was taken back."),
        "W-73",
    ),
)

_TRANSITIONS = (
    Transition(
        "hand_to_vendor",
        Text("確認を依頼する", "Ask the vendor to check"),
        ("editing", "correction"),
        "vendor_checking",
        (_A,),
        (Need.COMPLETE, Need.ANSWERED),
        (_V,),
        is_main=True,
        source="W-70 W-73",
    ),
    Transition(
        "hand_to_filer",
        Text("IT導入支援事業者に任せる", "Let the vendor file"),
        ("editing",),
        "vendor_editing",
        (_R,),
        (Need.REASON, Need.NO_CONFLICT),
        (_A, _V),
        source="W-72",
    ),
    Transition(
        "return_to_applicant",
        Text("申請者に戻す", "Return to the applicant"),
        ("vendor_checking",),
        "editing",
        (_V,),
        (Need.REASON,),
        (_A,),
        source="W-70 W-73",
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
        source="W-70 W-73",
    ),
    Transition(
        "skip_vendor",
        Text("IT導入支援事業者の確認を省く", "Go on without the vendor"),
        ("editing", "correction", "vendor_checking"),
        "applicant_confirming",
        (_R,),
        (Need.REASON, Need.NO_CONFLICT),
        (_A, _V),
        source="W-72",
    ),
    Transition(
        "edit_again",
        Text("入力に戻る", "Go back to writing"),
        ("vendor_checking", "applicant_confirming"),
        "editing",
        (_A,),
        (),
        (_V,),
        source="W-73",
    ),
    Transition(
        "submit",
        Text("届け出る", "File"),
        ("applicant_confirming",),
        "submitted",
        (_A,),
        (Need.COMPLETE, Need.ANSWERED, Need.OATH, Need.CODE),
        (_A, _V, _R),
        is_main=True,
        source="W-70 W-73",
    ),
    Transition(
        "submit_for_applicant",
        Text("申請者に代わって届け出る", "File for the grantee"),
        ("vendor_editing", "vendor_correction"),
        "submitted",
        (_V,),
        (Need.COMPLETE, Need.ANSWERED, Need.OATH, Need.REASON),
        (_A, _V, _R),
        is_main=True,
        source="W-72",
    ),
    Transition(
        "return_for_correction",
        Text("訂正を依頼する", "Return for correction"),
        ("submitted",),
        "correction",
        (_R,),
        (Need.FINDINGS, Need.NO_CONFLICT),
        (_A, _V),
        source="W-73",
    ),
    Transition(
        "return_to_vendor",
        Text("IT導入支援事業者に訂正を依頼する", "Return to the vendor"),
        ("submitted",),
        "vendor_correction",
        (_R,),
        (Need.FINDINGS, Need.NO_CONFLICT),
        (_A, _V),
        source="W-72",
    ),
    Transition(
        "forward",
        Text("決裁に回す", "Forward to the approver"),
        ("submitted",),
        "deciding",
        (_R,),
        (Need.NO_FINDINGS, Need.NO_CONFLICT),
        (_D,),
        is_main=True,
        source="W-70 W-73",
    ),
    Transition(
        "approve",
        Text("承認する", "Approve"),
        ("deciding",),
        "approved",
        (_D,),
        (Need.SECOND_PERSON, Need.NO_CONFLICT),
        (_A, _V),
        is_main=True,
        source="W-70 W-73 W-77",
    ),
    Transition(
        "refuse",
        Text("承認しない", "Refuse"),
        ("deciding",),
        "refused",
        (_D,),
        (Need.REASON, Need.SECOND_PERSON, Need.NO_CONFLICT),
        (_A, _V),
        source="W-70 W-73",
    ),
    Transition(
        "review_again",
        Text("確認に戻す", "Back to the review"),
        ("deciding",),
        "submitted",
        (_D,),
        (Need.REASON,),
        (_R,),
        source="W-73",
    ),
    Transition(
        "take_back",
        Text("取り下げる", "Take back"),
        ("editing", "vendor_checking", "applicant_confirming", "submitted", "correction"),
        "taken_back",
        (_A,),
        (),
        (_V, _R),
        source="W-73",
    ),
    Transition(
        "discard",
        Text("作成をやめる", "Discard"),
        ("vendor_editing", "vendor_correction"),
        "taken_back",
        (_V,),
        (),
        (_A, _R),
        source="W-72",
    ),
    Transition(
        "end",
        Text("交付決定の終了により終える", "End with the grant"),
        (
            "editing",
            "vendor_editing",
            "vendor_checking",
            "applicant_confirming",
            "submitted",
            "correction",
            "vendor_correction",
            "deciding",
        ),
        "taken_back",
        (_S,),
        (),
        (_A, _V),
        source="ST-15",
    ),
)

_EDITABLE = {
    "editing": frozenset({_A}),
    "correction": frozenset({_A}),
    "vendor_editing": frozenset({_V}),
    "vendor_correction": frozenset({_V}),
}
TABLE = Table(
    code="change_filing",
    first="editing",
    states={each.code: each for each in _STATES},
    transitions=_TRANSITIONS,
    editable=_EDITABLE,
)
"""Filings that need a decision (承認): withdrawal, change, delay, accident, disposal, succession."""

_TAKE_NOTE = Transition(
    "take_note",
    Text("受理する", "Take note"),
    ("submitted",),
    "approved",
    (_R,),
    (Need.NO_FINDINGS, Need.NO_CONFLICT),
    (_A, _V),
    is_main=True,
    source="W-74",
)
_DECIDING = frozenset({"deciding", "refused"})


def _without_decision() -> tuple[Transition, ...]:
    kept = (
        replace(each, start=tuple(state for state in each.start if state not in _DECIDING))
        for each in _TRANSITIONS
        if each.end not in _DECIDING
    )
    return (*(each for each in kept if each.start), _TAKE_NOTE)


NOTICE_TABLE = Table(
    code="change_notice",
    first="editing",
    states={each.code: each for each in _STATES if each.code not in _DECIDING},
    transitions=_without_decision(),
    editable=_EDITABLE,
)
"""Filings that only notify (届出): the office takes note of them and nobody decides (W-74)."""
