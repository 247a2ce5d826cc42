"""Grant, the money (額の確定と支払): fixed, put into a batch, ordered, transferred or failed (ST-12, ST-13)."""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Transition
from hojokin.rules.engine.facts import Text

_A, _V, _D, _P, _S = Role.APPLICANT, Role.VENDOR, Role.APPROVER, Role.PAYER, Role.SYSTEM

STATES = (
    State(
        "amount_fixed",
        Text("額の確定", "Amount fixed"),
        _P,
        Text(
            "交付額が確定しました。振込の手続きをしています。",
            "The amount is fixed. The transfer is being prepared.",
        ),
        "ST-12 W-122",
    ),
    State(
        "payment_prepared",
        Text("振込の準備中", "Transfer prepared"),
        _P,
        Text(
            "振込のまとまりに入りました。別の担当者が承認します。",
            "It is in a batch of transfers, which a second person approves.",
        ),
        "ST-12 W-123",
    ),
    State(
        "payment_ordered",
        Text("振込を依頼済", "Transfer ordered"),
        _P,
        Text(
            "銀行に振込を依頼しました。結果を待っています。",
            "The bank has been asked to transfer. The result is awaited.",
        ),
        "ST-12 W-123",
    ),
    State(
        "payment_failed",
        Text("振込不能（口座の訂正待ち）", "Transfer failed, waiting for the account"),
        _A,
        Text(
            "振込ができませんでした。口座番号と名義のカナを通帳と見比べて直してください。",
            "The transfer failed. Compare the account number and the holder's kana with the passbook and correct them.",
        ),
        "PORTAL.K-10",
    ),
)

TRANSITIONS = (
    Transition(
        "fix_amount",
        Text("額を確定する", "Fix the amount"),
        ("claimed",),
        "amount_fixed",
        (_D,),
        (Need.SECOND_PERSON, Need.NO_CONFLICT),
        (_A, _V, _P),
        is_main=True,
        source="W-122",
    ),
    Transition(
        "prepare_payment",
        Text("振込のまとまりに入れる", "Put into a batch"),
        ("amount_fixed",),
        "payment_prepared",
        (_P,),
        (Need.SECOND_PERSON,),
        (),
        is_main=True,
        source="W-123",
    ),
    Transition(
        "take_out",
        Text("振込のまとまりから外す", "Take out of the batch"),
        ("payment_prepared",),
        "amount_fixed",
        (_P,),
        (Need.REASON,),
        (),
        source="W-123",
    ),
    Transition(
        "order_payment",
        Text("振込を承認し、依頼する", "Approve and order the transfer"),
        ("payment_prepared",),
        "payment_ordered",
        (_P,),
        (Need.SECOND_PERSON, Need.NO_CONFLICT),
        (),
        is_main=True,
        source="W-123",
    ),
    Transition(
        "record_payment",
        Text("振込の完了を記録する", "Record the transfer"),
        ("payment_ordered",),
        "paid",
        (_P, _S),
        (),
        (_A, _V),
        is_main=True,
        source="W-123 S-09 ST-13",
    ),
    Transition(
        "record_failure",
        Text("振込不能を記録する", "Record the failure"),
        ("payment_ordered",),
        "payment_failed",
        (_P, _S),
        (Need.REASON,),
        (_A, _V),
        source="PORTAL.K-10",
    ),
    Transition(
        "correct_account",
        Text("口座を訂正する", "Correct the account"),
        ("payment_failed",),
        "amount_fixed",
        (_A,),
        (Need.COMPLETE, Need.CODE),
        (_A, _P),
        is_main=True,
        source="PORTAL.K-10",
    ),
)
