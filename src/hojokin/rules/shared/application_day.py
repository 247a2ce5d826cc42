"""Day and round of an application (申請日・締切回) against the schedule that is known: told, never refused.

A round or a deadline may have been published after the schedule here was read, so none of these shuts anybody out.
"""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Date, Flag, all_of, any_of
from hojokin.rules.engine.facts import FIRST_DAY, LAST_DAY, NO_DAY, day, flag, number
from hojokin.rules.engine.rulebook import caution, rule

ROUNDS_HIGHEST = 99

applied_on = day("申請日", "Day of application", lowest=NO_DAY, default=NO_DAY, topic="schedule")
reception_opens_on = day("受付が始まる日", "First day of the reception", default=FIRST_DAY, topic="schedule")
last_deadline_on = day("最後の締切の日", "Day of the last deadline", default=LAST_DAY, topic="schedule")
last_deadline_is_unconfirmed = flag(
    "最後の締切が公式資料で確認できていない",
    "No official text confirms the last deadline",
    default=False,
    topic="schedule",
)
round_stated = number(
    "申請する締切回", "Round applied for", highest=ROUNDS_HIGHEST, default=0, topic="schedule"
)
last_round = number(
    "最後の締切回", "Last round known", highest=ROUNDS_HIGHEST, default=ROUNDS_HIGHEST, topic="schedule"
)
round_opens_on = day("その締切回の最初の日", "First day of the round", default=FIRST_DAY, topic="schedule")
round_closes_on = day("その締切回の締切の日", "Deadline of the round", default=LAST_DAY, topic="schedule")


@caution(
    "受付が始まる前の申請日",
    en="Applied before reception opens",
    clause="日程 受付開始",
    facts="SCH.C-01",
    message=(
        "申請日{applied_on:date}は、この枠の受付が始まる{reception_opens_on:date}より前です（{clause}）。"
        "申請日を確かめてください。"
    ),
    message_en=(
        "The day of application, {applied_on:date}, is before reception opens on {reception_opens_on:date} "
        "({clause}). Check the day."
    ),
    topic="schedule",
)
def applied_before_reception(is_dated: Flag, applied_on: Date, reception_opens_on: Date) -> Flag:
    return all_of(is_dated, applied_on < reception_opens_on)


@rule(
    "申請日が決まっている",
    en="The day of application is known",
    clause="日程 締切回",
    facts="SCH.C-02",
    topic="schedule",
)
def is_dated(applied_on: Date) -> Flag:
    return applied_on > NO_DAY


@caution(
    "最後の締切より後の申請日",
    en="Applied after the last deadline",
    clause="日程 締切回",
    facts="SCH.C-02",
    message=(
        "申請日{applied_on:date}は、いま知られている最後の締切{last_deadline_on:date}"
        "{last_deadline_is_unconfirmed:when （未確認）}より後です（{clause}）。"
        "後の締切回が公表されているか確かめてください。"
    ),
    message_en=(
        "The day of application, {applied_on:date}, is after the last deadline known, {last_deadline_on:date}"
        "{last_deadline_is_unconfirmed:when  (unconfirmed)} ({clause}). Check whether a later round was "
        "published."
    ),
    topic="schedule",
)
def applied_after_last_deadline(
    applied_on: Date, last_deadline_on: Date, last_deadline_is_unconfirmed: Flag
) -> Flag:
    return applied_on > last_deadline_on


@caution(
    "締切回の期間の外の申請日",
    en="Applied outside the round",
    clause="日程 締切回",
    facts="SCH.C-02",
    message=(
        "申請日{applied_on:date}は、第{round_stated}回の期間（{round_opens_on:date}～{round_closes_on:date}）の"
        "外です（{clause}）。申請日か締切回のどちらかを直してください。"
    ),
    message_en=(
        "The day of application, {applied_on:date}, lies outside round {round_stated}, "
        "{round_opens_on:date} to {round_closes_on:date} ({clause}). Correct the day or the round."
    ),
    topic="schedule",
)
def applied_outside_the_round(
    is_dated: Flag, applied_on: Date, round_stated: Count, round_opens_on: Date, round_closes_on: Date
) -> Flag:
    return all_of(is_dated, any_of(applied_on < round_opens_on, applied_on > round_closes_on))


@caution(
    "知られていない締切回",
    en="A round that is not known",
    clause="日程 締切回",
    facts="SCH.C-02",
    message=(
        "第{round_stated}回という締切回は、いま知られている日程（第{last_round}回まで）にありません（{clause}）。"
        "締切回を確かめてください。"
    ),
    message_en=(
        "Round {round_stated} is not in the schedule known, which ends with round {last_round} ({clause}). "
        "Check the round."
    ),
    topic="schedule",
)
def round_is_not_known(round_stated: Count, last_round: Count) -> Flag:
    return round_stated > last_round
