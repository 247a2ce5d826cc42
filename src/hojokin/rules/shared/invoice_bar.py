"""The bar on earlier invoice grants (過去にインボイス枠等の決定を受けた者): reported, not confirmed, switchable."""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, all_of, not_
from hojokin.rules.engine.facts import flag
from hojokin.rules.engine.rulebook import Rulebook, caution, criterion, rule
from hojokin.rules.question import Question
from hojokin.rules.shared.past_grants import granted_in
from hojokin.rules.track import Gathered

granted_in_barring_tracks = flag(
    "インボイス枠などの過去の交付決定がある",
    "Has an earlier grant of the invoice frames",
    default=False,
    document=("過去の交付決定通知書", "Earlier notices of grant decision"),
    topic="earlier_grants",
)
bar_is_on = flag(
    "過去にインボイス枠等の決定を受けた者を対象外とする設定である",
    "The office shuts out earlier grantees of the invoice frames",
    default=False,
    topic="earlier_grants",
)


@rule(
    "過去のインボイス枠等の交付決定により対象外になる",
    en="Shut out by an earlier invoice grant",
    clause="公募要領 3-2(4)",
    facts="REP-08",
    topic="earlier_grants",
)
def barred_by_earlier_invoice_grant(granted_in_barring_tracks: Flag, bar_is_on: Flag) -> Flag:
    return all_of(granted_in_barring_tracks, bar_is_on)


@criterion(
    "インボイス枠などの過去の交付決定がない",
    en="No earlier grant of the invoice frames",
    clause="公募要領 3-2(4)",
    facts="REP-08",
    refusal=(
        "過去にインボイス枠などの交付決定を受けた者は申請できません（{clause}。"
        "公式資料で未確認の取扱いです）。"
        "ほかの枠を確かめるか、事務局に確認してください。"
    ),
    refusal_en=(
        "Earlier grantees of the invoice frames may not apply ({clause}; not confirmed by an official text). "
        "Look at another track or ask the office."
    ),
    topic="earlier_grants",
)
def is_not_barred(barred_by_earlier_invoice_grant: Flag) -> Flag:
    return not_(barred_by_earlier_invoice_grant)


@caution(
    "インボイス枠などの過去の交付決定がある",
    en="Earlier grant of the invoice frames",
    clause="公募要領 3-2(4)",
    facts="REP-08",
    message=(
        "過去にインボイス枠などの交付決定を受けた者は申請できないとする情報があります（{clause}。未確認）。"
        "申請の前に事務局に確認してください。"
    ),
    message_en=(
        "Some sources say that earlier grantees of the invoice frames may not apply ({clause}; unconfirmed). "
        "Ask the office before applying."
    ),
    topic="earlier_grants",
)
def may_be_barred(granted_in_barring_tracks: Flag, bar_is_on: Flag) -> Flag:
    return all_of(granted_in_barring_tracks, not_(bar_is_on))


def invoice_bar(question: Question, book: Rulebook) -> Gathered:
    """Facts on the bar; its topic is the one of the earlier grants."""
    listed = book.parameters.blocks["barring_grants"].grants
    facts = {
        "granted_in_barring_tracks": granted_in(question.applicant.past_grants, listed),
        "bar_is_on": question.options.bar_earlier_invoice_grantees,
    }
    return Gathered(facts, frozenset())
