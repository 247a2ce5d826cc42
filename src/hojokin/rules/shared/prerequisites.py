"""What an applicant must hold before it applies (申請の前提): gBizID prime, SECURITY ACTION, corporate number."""

from __future__ import annotations

from hojokin.rules import identifiers, reference
from hojokin.rules.engine.exact import Count, Flag, all_of, any_of, not_
from hojokin.rules.engine.facts import flag, number
from hojokin.rules.engine.loading import Limits
from hojokin.rules.engine.rulebook import Rulebook, caution, criterion, rule
from hojokin.rules.question import Question
from hojokin.rules.shared.gathering import NOTHING
from hojokin.rules.shared.reception import asked_round
from hojokin.rules.track import Gathered

OLD_FIRST_DIGIT = "4"  # ids of the system that closed in 2026 (SA-01)

holds_gbizid_prime = flag(
    "gBizIDプライムを持っている", "Holds a gBizID prime account", default=True, topic="gbizid"
)
security_action_id_is_well_formed = flag(
    "自己宣言IDの形が正しい",
    "The SECURITY ACTION id is well formed",
    default=True,
    document=("SECURITY ACTIONの登録通知", "Notice of SECURITY ACTION"),
    topic="security_action",
)
security_action_id_is_old = flag(
    "旧システムの自己宣言IDである", "The id is of the old system", default=False, topic="security_action"
)
round_applied_for = number(
    "申請する締切回（不明なら0）",
    "Round applied for, 0 when unknown",
    highest=99,
    default=0,
    topic="security_action",
)
corporate_number_is_valid = flag(
    "法人番号が正しい",
    "The corporate number is valid",
    default=True,
    document=("履歴事項全部証明書", "Certificate of registered matters"),
    topic="corporate_number",
)


@criterion(
    "gBizIDプライムを持っている",
    en="Holds a gBizID prime account",
    clause="公募要領 2-1-1(2)(ウ)",
    facts="PRE-01 S-41 F-06",
    refusal="gBizIDプライムがありません（{clause}）。取得には時間がかかるので、早めに申請してください。",
    refusal_en="There is no gBizID prime account ({clause}). Apply for one early, it takes time.",
    topic="gbizid",
)
def has_gbizid_prime(holds_gbizid_prime: Flag) -> Flag:
    return holds_gbizid_prime


@criterion(
    "自己宣言IDの形が正しい",
    en="The SECURITY ACTION id is well formed",
    clause="公募要領 2-1-1(2)(エ)",
    facts="PRE-02 SA-01 SA-05 S-41 F-06 SC.X-06",
    refusal=(
        "SECURITY ACTIONの自己宣言IDの形が正しくありません（{clause}）。"
        "IPAからの通知のとおり、4または5で始まる11桁の数字で入力してください。"
    ),
    refusal_en=(
        "The SECURITY ACTION id is not well formed ({clause}). Copy it from the notice of IPA: eleven "
        "digits, the "
        "first a 4 or a 5."
    ),
    topic="security_action",
)
def security_action_id_has_its_shape(security_action_id_is_well_formed: Flag) -> Flag:
    return security_action_id_is_well_formed


@rule(
    "旧システムの自己宣言IDが使える締切回である",
    en="A round that takes old ids",
    clause="自己宣言ID 旧システム",
    facts="SA-02 W-11",
    topic="security_action",
)
def round_takes_old_ids(round_applied_for: Count, old_security_action_ids: Limits) -> Flag:
    return old_security_action_ids.rounds.admits(round_applied_for)


@criterion(
    "締切回に使える自己宣言IDである",
    en="The SECURITY ACTION id is valid in the round",
    clause="自己宣言ID 旧システム",
    facts="SA-02 W-11",
    refusal=(
        "旧システムの自己宣言IDは、第{round_applied_for}回の締切では使えません（{clause}）。"
        "新しい管理システムで宣言し直してください。"
    ),
    refusal_en=(
        "An id of the old system is not valid in round {round_applied_for} ({clause}). Declare again in the "
        "new "
        "system."
    ),
    topic="security_action",
)
def security_action_id_is_current(
    security_action_id_is_old: Flag, round_takes_old_ids: Flag, round_applied_for: Count
) -> Flag:
    return any_of(not_(security_action_id_is_old), round_takes_old_ids)


@caution(
    "旧システムの自己宣言ID",
    en="SECURITY ACTION id of the old system",
    clause="自己宣言ID 旧システム",
    facts="SA-02 W-11",
    message=(
        "旧システムの自己宣言IDが使える締切回は限られます（{clause}。公式資料で未確認）。"
        "新しい管理システムで宣言し直すと確実です。"
    ),
    message_en=(
        "Ids of the old system are valid in some rounds only ({clause}; not confirmed officially). "
        "Declaring again "
        "in the new system is safe."
    ),
    since="fy2026",
    topic="security_action",
)
def old_id_needs_a_look(security_action_id_is_old: Flag, round_takes_old_ids: Flag) -> Flag:
    return all_of(security_action_id_is_old, round_takes_old_ids)


@criterion(
    "法人番号が正しい",
    en="The corporate number is valid",
    clause="法人番号 検査用数字",
    facts="ELG-07 REF-03a REF-03b",
    refusal=(
        "法人番号の桁数または検査用数字が合いません（{clause}）。"
        "国税庁の公表サイトか履歴事項全部証明書で確かめて入力し直してください。"
    ),
    refusal_en=(
        "Length or check digit of the corporate number is wrong ({clause}). Look it up at the National Tax "
        "Agency "
        "or on the certificate and enter it again."
    ),
    topic="corporate_number",
)
def corporate_number_is_right(corporate_number_is_valid: Flag) -> Flag:
    return corporate_number_is_valid


def prerequisites(question: Question, book: Rulebook) -> Gathered:
    """What the applicant says of its accounts and numbers; each is a topic of its own."""
    applicant = question.applicant
    facts: dict[str, int | bool] = {}
    topics = set[str]()
    if applicant.gbizid_prime is not None:
        facts["holds_gbizid_prime"] = applicant.gbizid_prime
        topics.add("gbizid")
    if applicant.security_action_id is not None:
        facts |= _security_action(applicant.security_action_id) | {
            "round_applied_for": asked_round(question) or 0
        }
        topics.add("security_action")
    if applicant.corporate_number is not None and _is_corporation(applicant.legal_form):
        facts["corporate_number_is_valid"] = identifiers.corporate_number(applicant.corporate_number).valid
        topics.add("corporate_number")
    return Gathered(facts, frozenset(topics)) if topics else NOTHING


def _security_action(typed: str) -> dict[str, int | bool]:
    checked = identifiers.security_action_id(typed, first_digits="45")
    return {
        "security_action_id_is_well_formed": checked.valid,
        "security_action_id_is_old": checked.value.startswith(OLD_FIRST_DIGIT),
    }


def _is_corporation(legal_form: str | None) -> bool:
    return legal_form is None or reference.legal_form(legal_form).is_corporation
