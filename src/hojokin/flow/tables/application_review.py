"""From submission to decision (提出から交付決定まで): the half of an application's life that all tracks share."""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Transition
from hojokin.rules.engine.facts import Text

P, R, A = Role.APPLICANT, Role.REVIEWER, Role.APPROVER
READ_ALONE = (Need.NO_CONFLICT,)
DECIDED = (Need.SECOND_PERSON, Need.NO_CONFLICT)
IN_REVIEW = ("submitted", "under_review", "reviewed")

REVIEW_STATES = (
    State(
        "submitted",
        Text("提出済み", "Submitted"),
        R,
        Text(
            "事務局が受け付けました。受付番号を控えてください。結果が出るまで取り下げはできません。",
            "Received by the office; keep the receipt number. It cannot be withdrawn before the result.",
        ),
        "ST-05 W-27",
    ),
    State(
        "under_review",
        Text("審査中", "Under review"),
        R,
        Text(
            "事務局が審査しています。訂正が必要なときは通知します。",
            "The office is reviewing it and will tell you when a correction is needed.",
        ),
        "ST-05",
    ),
    State(
        "reviewed",
        Text("決定待ち", "Waiting for the decision"),
        A,
        Text(
            "審査が終わり、締切回ごとの決定を待っています。",
            "The review is done; the decision of the round is next.",
        ),
        "ST-05",
    ),
    State(
        "granted",
        Text("交付決定", "Granted"),
        None,
        Text(
            "交付が決定しました。交付決定通知書を確かめてから、契約・発注をしてください。",
            "The grant is decided. Read the notice first, then make contracts and orders.",
        ),
        "ST-08 W-63 W-80",
    ),
    State(
        "rejected",
        Text("不採択", "Not granted"),
        None,
        Text(
            "不採択となりました。後の締切回にもう一度申請できます。",
            "Not granted. You may apply again in a later round.",
        ),
        "ST-07 W-66",
    ),
    State(
        "withdrawn",
        Text("取下げ", "Withdrawn"),
        None,
        Text(
            "申請は取り下げられました。受付中の締切回には新しく申請できます。",
            "The application was withdrawn. A new one may be made while a round is open.",
        ),
        "W-27",
    ),
    State(
        "lapsed",
        Text("受付終了", "Reception ended"),
        None,
        Text(
            "この年度の最後の締切を過ぎたため、提出できません。入力した内容は次の年度の申請に使えます。",
            "The last deadline of the year has passed. What you entered can be used for next year's application.",
        ),
        "W-27",
    ),
)


def review_steps(told: tuple[Role, ...], correcting: tuple[str, ...]) -> tuple[Transition, ...]:
    """The office's steps; ``told`` are the parties, ``correcting`` the states of a correction under way."""
    return (*_reading(told, correcting), *_deciding(told))


def _reading(told: tuple[Role, ...], correcting: tuple[str, ...]) -> tuple[Transition, ...]:
    return (
        Transition(
            "start_review",
            Text("審査を始める", "Start the review"),
            ("submitted",),
            "under_review",
            (R,),
            READ_ALONE,
            is_main=True,
            source="ST-05",
        ),
        Transition(
            "request_correction",
            Text("不備の訂正を求める", "Ask for correction"),
            ("under_review",),
            "correction_applicant",
            (R,),
            (Need.FINDINGS, Need.NO_CONFLICT),
            told,
            source="ST-06 W-60",
        ),
        Transition(
            "end_correction",
            Text("訂正を終えて審査に戻す", "End the correction"),
            correcting,
            "under_review",
            (R,),
            (Need.REASON, Need.NO_CONFLICT),
            told,
            source="W-60 W-61",
        ),
        Transition(
            "finish_review",
            Text("審査を終える", "Finish the review"),
            ("under_review",),
            "reviewed",
            (R,),
            (Need.NO_FINDINGS, Need.NO_CONFLICT, Need.SCORED),
            (A,),
            is_main=True,
        ),
        Transition(
            "reopen_review",
            Text("審査に戻す", "Back to the review"),
            ("reviewed",),
            "under_review",
            (A,),
            (Need.REASON,),
            (R,),
        ),
    )


def _deciding(told: tuple[Role, ...]) -> tuple[Transition, ...]:
    return (
        Transition(
            "grant",
            Text("交付を決定する", "Grant"),
            ("reviewed",),
            "granted",
            (A,),
            DECIDED,
            told,
            is_main=True,
            source="ST-08 W-63",
        ),
        Transition(
            "reject",
            Text("不採択とする", "Reject"),
            ("reviewed",),
            "rejected",
            (A,),
            (*DECIDED, Need.REASON),
            told,
            source="ST-07 W-64",
        ),
        Transition(
            "withdraw_on_request",
            Text("申請者の申出により取り下げる", "Withdraw at the applicant's request"),
            IN_REVIEW,
            "withdrawn",
            (A,),
            (Need.REASON,),
            (*told, R),
            source="W-27 PT-06",
        ),
    )
