"""Grant, its endings (辞退・取消し・返還・終了): withdrawn, cancelled, returned, closed (ST-15, ST-16)."""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Transition
from hojokin.flow.tables.grant_phases import AFTER_PAYMENT, BEFORE_PAYMENT
from hojokin.rules.engine.facts import Text

_A, _V, _R, _D, _P, _S = Role.APPLICANT, Role.VENDOR, Role.REVIEWER, Role.APPROVER, Role.PAYER, Role.SYSTEM
_DECIDED = (Need.REASON, Need.SECOND_PERSON, Need.NO_CONFLICT)

STATES = (
    State(
        "withdrawn",
        Text("辞退（支払前）", "Withdrawn before payment"),
        None,
        Text("辞退を承認しました。補助金は支払われません。", "The withdrawal was approved. Nothing is paid."),
        "ST-15 W-70",
    ),
    State(
        "cancelled",
        Text("交付決定取消し（支払前）", "Cancelled before payment"),
        None,
        Text(
            "交付決定を取り消しました。理由は通知にあります。",
            "The decision was cancelled. The notice states the ground.",
        ),
        "ST-15 RET-16",
    ),
    State(
        "withdrawn_after_payment",
        Text("辞退（支払後）", "Withdrawn after payment"),
        _D,
        Text(
            "支払後の辞退を受け付けました。返還する額と期日を知らせます。",
            "Withdrawn after payment. The amount to return will be told.",
        ),
        "ST-15 W-71",
    ),
    State(
        "cancelled_after_payment",
        Text("交付決定取消し（支払後）", "Cancelled after payment"),
        _D,
        Text(
            "交付決定を取り消しました。返還する額と期日を知らせます。",
            "The decision was cancelled. The amount to return will be told.",
        ),
        "ST-15 RET-12",
    ),
    State(
        "return_ordered",
        Text("返還を命令", "Return ordered"),
        _A,
        Text(
            "通知の額を期日までに返還してください。遅れると延滞金がかかることがあります。",
            "Return the amount in the notice by its date; late interest may be due.",
        ),
        "ST-15 RET-12 W-124",
    ),
    State(
        "returned",
        Text("返還済", "Returned"),
        _R,
        Text(
            "返還を確認しました。残りの手続きがあれば知らせます。",
            "The return has been received. You will be told if anything is left.",
        ),
        "ST-15",
    ),
    State(
        "closed",
        Text("終了", "Closed"),
        None,
        Text(
            "すべての手続きが終わりました。帳簿は保存の期限まで残してください。",
            "Everything is finished. Keep the books until their date.",
        ),
        "ST-16 W-136",
    ),
)

TRANSITIONS = (
    Transition(
        "withdraw",
        Text("辞退を承認する", "Approve the withdrawal"),
        BEFORE_PAYMENT,
        "withdrawn",
        (_D, _S),
        _DECIDED,
        (_A, _V),
        source="W-70",
    ),
    Transition(
        "withdraw_after_payment",
        Text("支払後の辞退を受理する", "Accept the withdrawal after payment"),
        AFTER_PAYMENT,
        "withdrawn_after_payment",
        (_D, _S),
        _DECIDED,
        (_A, _V),
        source="W-71",
    ),
    Transition(
        "cancel",
        Text("交付決定を取り消す", "Cancel the decision"),
        BEFORE_PAYMENT,
        "cancelled",
        (_D,),
        _DECIDED,
        (_A, _V),
        source="RET-16 F-13 F-66",
    ),
    Transition(
        "cancel_after_payment",
        Text("支払後に交付決定を取り消す", "Cancel the decision after payment"),
        AFTER_PAYMENT,
        "cancelled_after_payment",
        (_D,),
        _DECIDED,
        (_A, _V),
        source="RET-12 RET-16 F-66",
    ),
    Transition(
        "order_return",
        Text("返還を命令する", "Order the return"),
        (*AFTER_PAYMENT, "withdrawn_after_payment", "cancelled_after_payment", "returned"),
        "return_ordered",
        (_D,),
        _DECIDED,
        (_A, _P),
        source="RET-01 RET-05 RET-12 W-124",
    ),
    Transition(
        "waive_return",
        Text("返還を求めないと決める", "Decide that nothing goes back"),
        ("withdrawn_after_payment", "cancelled_after_payment"),
        "closed",
        (_D,),
        _DECIDED,
        (_A,),
        source="RET-04 W-71",
    ),
    Transition(
        "record_return",
        Text("返還の全額を確認する", "Record the whole return"),
        ("return_ordered",),
        "returned",
        (_P,),
        (),
        (_A, _R),
        is_main=True,
        source="ST-15",
    ),
    Transition(
        "withdraw_order",
        Text("返還の命令を取り下げる", "Take the order back"),
        ("return_ordered",),
        "effect_reports",
        (_D,),
        _DECIDED,
        (_A, _P),
        source="RET-04",
    ),
    Transition(
        "resume_reports",
        Text("効果報告に戻す", "Go on with the effect reports"),
        ("returned",),
        "effect_reports",
        (_R,),
        (Need.REASON, Need.NO_CONFLICT),
        (_A, _V),
        source="W-124 W-130",
    ),
    Transition(
        "close_after_return",
        Text("返還により終了する", "Close after the return"),
        ("returned",),
        "closed",
        (_R, _S),
        (Need.NO_CONFLICT,),
        (_A, _V),
        is_main=True,
        source="RET-02",
    ),
)
