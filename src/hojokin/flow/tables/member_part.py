"""Life of a member's part (構成員の登録内容の状態遷移): written by the member, handed to the leader, sealed while the office reads.

The office's system seals, opens and closes the part together with the leader's registration.
"""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Table, Transition
from hojokin.rules.engine.facts import Text

M, V, R, S = Role.MEMBER, Role.VENDOR, Role.REVIEWER, Role.SYSTEM

STATES = (
    State(
        "draft",
        Text("作成中", "Draft"),
        M,
        Text(
            "自社の内容を入力し、幹事社に渡してください。", "Fill in your own data and hand it to the leader."
        ),
        "V-40",
    ),
    State(
        "handed_over",
        Text("幹事社に渡した", "Handed over"),
        V,
        Text(
            "幹事社が確認しています。全員分がそろうと登録を提出できます。",
            "The leader checks it; with every part at hand the registration can be sent.",
        ),
        "V-31",
    ),
    State(
        "returned",
        Text("修正の依頼", "To be corrected"),
        M,
        Text(
            "依頼された点を直し、もう一度渡してください。", "Correct what was asked and hand it over again."
        ),
    ),
    State(
        "sealed",
        Text("事務局が審査中", "With the office"),
        R,
        Text(
            "幹事社の登録とともに審査されています。",
            "It is reviewed together with the leader's registration.",
        ),
        "V-36",
    ),
    State(
        "registered",
        Text("登録済み", "Registered"),
        None,
        Text("コンソーシアムの構成員として登録されました。", "Registered as a member of the consortium."),
        "V-01",
    ),
    State(
        "ended",
        Text("終了", "Ended"),
        None,
        Text(
            "コンソーシアムから外れたか、登録が終わりました。",
            "No longer a member, or the registration has ended.",
        ),
    ),
)

TRANSITIONS = (
    Transition(
        "hand_over",
        Text("幹事社に渡す", "Hand over"),
        ("draft", "returned"),
        "handed_over",
        (M,),
        (Need.COMPLETE, Need.ANSWERED),
        (V,),
        is_main=True,
        source="V-31 V-40",
    ),
    Transition("take_back", Text("書き直す", "Take back"), ("handed_over",), "draft", (M,), (), (V,)),
    Transition(
        "return",
        Text("修正を頼む", "Ask for a correction"),
        ("handed_over",),
        "returned",
        (V,),
        (Need.REASON,),
        (M,),
    ),
    Transition(
        "return_by_office",
        Text("差し戻す", "Return"),
        ("sealed",),
        "returned",
        (R,),
        (Need.FINDINGS, Need.NO_CONFLICT),
        (M, V),
    ),
    Transition(
        "remove",
        Text("構成員から外す", "Remove from the consortium"),
        ("draft", "handed_over", "returned"),
        "ended",
        (V,),
        (Need.REASON,),
        (M,),
    ),
    Transition(
        "leave",
        Text("参加を辞める", "Leave"),
        ("draft", "handed_over", "returned"),
        "ended",
        (M,),
        (Need.REASON,),
        (V,),
    ),
    Transition("seal", Text("審査に回す", "Seal for the review"), ("handed_over",), "sealed", (S,)),
    Transition(
        "unseal", Text("修正できるようにする", "Open again"), ("sealed",), "handed_over", (S,), (), (M,)
    ),
    Transition("register", Text("登録する", "Register"), ("sealed",), "registered", (S,), (), (M,)),
    Transition(
        "end",
        Text("登録を終える", "End"),
        ("draft", "handed_over", "returned", "sealed", "registered"),
        "ended",
        (S,),
        (),
        (M,),
        source="V-03",
    ),
)

TABLE = Table(
    code="member_part",
    first="draft",
    states={each.code: each for each in STATES},
    transitions=TRANSITIONS,
    editable={state: frozenset({M}) for state in ("draft", "returned")},
)
