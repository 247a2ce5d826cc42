"""Earlier grants (過年度の交付決定) and applications side by side: the waiting time, one application a track.

When the day of application is not known, the reception of the edition (or of
the stated round) decides: a wait that outlasts it is a refusal, one that ends within it a caution.
"""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Date, Flag, all_of, not_
from hojokin.rules.engine.facts import FIRST_DAY, LAST_DAY, NO_DAY, day, flag, number
from hojokin.rules.engine.loading import Limits
from hojokin.rules.engine.rulebook import caution, criterion, rule

_NOTICE = ("過去の交付決定通知書", "Earlier notices of grant decision")

waiting_ends_on = day(
    "過去の交付決定による待機の最終日",
    "Last day of the wait after an earlier grant",
    lowest=NO_DAY,
    default=NO_DAY,
    document=_NOTICE,
    topic="earlier_grants",
)
free_from = day(
    "待機が終わり申請できる最初の日",
    "First day on which an application is possible",
    default=FIRST_DAY,
    topic="earlier_grants",
)
earliest_application = day(
    "申請できる最初の日（申請日が決まっていればその日）",
    "First day of the reception, or the day of application",
    default=FIRST_DAY,
    topic="earlier_grants",
)
latest_application = day(
    "申請できる最後の日（申請日が決まっていればその日）",
    "Last day of the reception, or the day of application",
    default=LAST_DAY,
    topic="earlier_grants",
)
application_is_open = flag(
    "申請日も締切回も決まっていない",
    "Neither the day nor the round of the application is known",
    default=False,
    topic="earlier_grants",
)
last_application_is_unconfirmed = flag(
    "申請できる最後の日が公式資料で確認できていない",
    "No official text confirms the last day of the reception",
    default=False,
    topic="earlier_grants",
)
has_undated_recent_grant = flag(
    "決定日のわからない前年度の交付決定がある",
    "Has a grant of last year without its date",
    default=False,
    document=_NOTICE,
    topic="earlier_grants",
)
applied_in_same_track = flag(
    "同じ年度に同じ枠で申請中または交付決定済みである",
    "Applied for or granted in the same track and year",
    default=False,
    topic="parallel",
)
applied_in_barred_track = flag(
    "同じ年度に、組み合わせられない枠で申請中または交付決定済みである",
    "Applied for or granted in a track that cannot be combined with this one",
    default=False,
    topic="parallel",
)
invoice_types = number(
    "同じ年度に申請するインボイス枠の類型の数",
    "Types of the invoice frame applied for in the year",
    highest=2,
    default=0,
    topic="parallel",
)


@rule(
    "待機が受付の終わりまでに明ける",
    en="The wait ends before reception does",
    clause="公募要領 3-2(4)",
    facts="N-121 REP-03 REP-04 REP-05 I-38 F-49",
    topic="earlier_grants",
)
def wait_ends_in_time(waiting_ends_on: Date, latest_application: Date) -> Flag:
    return waiting_ends_on < latest_application


@criterion(
    "過去の交付決定から必要な月数が過ぎている",
    en="The waiting time after an earlier grant is over",
    clause="公募要領 3-2(4)",
    facts="N-121 REP-03 REP-04 REP-05 I-38 F-49",
    refusal=(
        "過去の交付決定から{waiting_period.months.at_most}か月以内（{waiting_ends_on:date}まで）は、"
        "この枠に申請できません（{clause}）。申請できるのは{free_from:date}からです。"
        "{application_is_open:when いま知られている最後の締切は{latest_application:date}です。}"
        "{last_application_is_unconfirmed:when この締切は公式資料で確認できていません。}"
        "{application_is_open:when 後の締切回が公表されることがあるので、事務局の日程を確かめてください。}"
    ),
    refusal_en=(
        "Within {waiting_period.months.at_most} months of an earlier grant (until {waiting_ends_on:date}) no "
        "application is possible in this track ({clause}). It is possible from {free_from:date}."
        "{application_is_open:when  The last deadline known is {latest_application:date}.}"
        "{last_application_is_unconfirmed:when  No official text confirms it.}"
        "{application_is_open:when  A later round may be published; check the schedule of the secretariat.}"
    ),
    topic="earlier_grants",
)
def waiting_time_is_over(
    wait_ends_in_time: Flag,
    waiting_ends_on: Date,
    free_from: Date,
    waiting_period: Limits,
    application_is_open: Flag,
    latest_application: Date,
    last_application_is_unconfirmed: Flag,
) -> Flag:
    return wait_ends_in_time


@caution(
    "待機が受付の途中で明ける",
    en="The wait ends during reception",
    clause="公募要領 3-2(4)",
    facts="N-121 REP-03 REP-04 REP-05 I-38 F-49",
    message=(
        "過去の交付決定から{waiting_period.months.at_most}か月以内は申請できません（{clause}）。"
        "この枠に申請できるのは{free_from:date}からです。"
    ),
    message_en=(
        "Within {waiting_period.months.at_most} months of an earlier grant no application is possible "
        "({clause}). This track is open to the applicant from {free_from:date}."
    ),
    topic="earlier_grants",
)
def wait_ends_during_reception(
    wait_ends_in_time: Flag,
    waiting_ends_on: Date,
    earliest_application: Date,
    free_from: Date,
    waiting_period: Limits,
) -> Flag:
    return all_of(wait_ends_in_time, waiting_ends_on >= earliest_application)


@caution(
    "前年度の交付決定日がわからない",
    en="Date of last year's grant unknown",
    clause="公募要領 3-2(4)",
    facts="N-121 REP-03 REP-04 REP-05 I-38 F-49",
    message=(
        "前年度の交付決定から{waiting_period.months.at_most}か月以内は、この枠に申請できません（{clause}）。"
        "交付決定通知書で決定日を確かめて入力してください。"
    ),
    message_en=(
        "Within {waiting_period.months.at_most} months of last year's grant no application is possible in "
        "this "
        "track ({clause}). Enter the date of the decision from its notice."
    ),
    topic="earlier_grants",
)
def recent_grant_has_no_date(has_undated_recent_grant: Flag, waiting_period: Limits) -> Flag:
    return has_undated_recent_grant


@criterion(
    "同じ枠に重ねて申請していない",
    en="One application a track",
    clause="公募要領 3-2(4)",
    facts="REP-01 N-120 I-38 S-47 S-48",
    refusal=(
        "同じ年度の同じ枠に申請中または交付決定済みです。1者1申請です（{clause}）。"
        "不採択のあと、または交付決定を受けて辞退したあとは、次の締切回に申請できます。"
    ),
    refusal_en=(
        "The applicant has applied or been granted in this track this year; one application is allowed "
        "({clause}). "
        "After a rejection or a withdrawal it may apply in a later round."
    ),
    topic="parallel",
)
def applies_once_in_the_track(applied_in_same_track: Flag) -> Flag:
    return not_(applied_in_same_track)


@criterion(
    "組み合わせられる枠だけに申請している",
    en="Only tracks that may be combined",
    clause="公募要領 3-2(4)",
    facts="REP-02 N-120 I-38 S-47 F-48",
    refusal=(
        "同じ年度に、この枠と組み合わせられない枠に申請中または交付決定済みです（{clause}）。"
        "どちらの枠で申請するか選んでください。"
    ),
    refusal_en=(
        "The applicant has applied or been granted in a track that cannot be combined with this one "
        "({clause}). "
        "Choose one of them."
    ),
    topic="parallel",
)
def combines_allowed_tracks(applied_in_barred_track: Flag) -> Flag:
    return not_(applied_in_barred_track)


@criterion(
    "インボイス枠は1つの類型だけに申請している",
    en="One type of the invoice frame",
    clause="公募要領 3-2(4)",
    facts="REP-02 I-38",
    refusal=(
        "インボイス枠の2つの類型（インボイス対応類型と電子取引類型）に重ねて申請することはできません（{clause}）。"
        "申請できるのは{one_invoice_type.types.at_most}つの類型です。"
    ),
    refusal_en=(
        "Both types of the invoice frame are applied for; {one_invoice_type.types.at_most} is allowed "
        "({clause}). "
        "Choose one."
    ),
    topic="parallel",
)
def applies_for_one_invoice_type(invoice_types: Count, one_invoice_type: Limits) -> Flag:
    return one_invoice_type.types.admits(invoice_types)
