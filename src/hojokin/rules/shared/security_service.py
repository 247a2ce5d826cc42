"""A listed security service (サイバーセキュリティお助け隊サービス) is supported once: earlier and parallel grants of it."""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, not_
from hojokin.rules.engine.facts import flag
from hojokin.rules.engine.rulebook import Rulebook, criterion
from hojokin.rules.question import Question
from hojokin.rules.track import Gathered

service_was_granted = flag(
    "同じサービスで過去に交付決定を受けた",
    "The same service was granted before",
    default=False,
    document=("過去の交付決定通知書", "Earlier notices of grant decision"),
    topic="security_service_before",
)
service_is_applied_for_elsewhere = flag(
    "同じサービスを同じ年度の別の枠で申請中または交付決定済みである",
    "The same service is applied for or granted in another track this year",
    default=False,
    topic="security_service_elsewhere",
)


@criterion(
    "同じサービスの交付決定を過去に受けていない",
    en="The service was not granted before",
    clause="公募要領 3-2(4)",
    facts="S-46 REP-06",
    refusal=(
        "同じサイバーセキュリティお助け隊サービスで過去に交付決定を受けているため、"
        "申請できません（{clause}）。"
        "別のサービスを選んでください。"
    ),
    refusal_en=(
        "The same listed security service was granted before and cannot be applied for again ({clause}). "
        "Choose another service."
    ),
    topic="security_service_before",
)
def service_is_new_to_applicant(service_was_granted: Flag) -> Flag:
    return not_(service_was_granted)


@criterion(
    "同じサービスを別の枠で申請していない",
    en="The service is not applied for in another track",
    clause="公募要領 3-2(4)",
    facts="S-46 REP-06",
    refusal=(
        "同じサイバーセキュリティお助け隊サービスを、"
        "同じ年度の別の枠で申請中または交付決定済みです（{clause}）。"
        "どちらの枠で申請するか選んでください。"
    ),
    refusal_en=(
        "The same listed security service is applied for or granted in another track this year ({clause}). "
        "Choose one of the tracks."
    ),
    topic="security_service_elsewhere",
)
def service_is_in_one_track(service_is_applied_for_elsewhere: Flag) -> Flag:
    return not_(service_is_applied_for_elsewhere)


def security_service(question: Question, book: Rulebook) -> Gathered:
    """Facts on the service; open while a grant of the listed years does not say whether it held the service."""
    years = book.parameters.blocks["security_service_years"].years
    elsewhere = question.security_service_elsewhere
    found = [grant.security_service for grant in question.applicant.past_grants if grant.year in years]
    granted = any(found)
    topics = set[str]()
    if "past_grants" in question.applicant.model_fields_set and (granted or None not in found):
        topics.add("security_service_before")
    if elsewhere is not None:
        topics.add("security_service_elsewhere")
    facts = {"service_was_granted": granted, "service_is_applied_for_elsewhere": bool(elsewhere)}
    return Gathered(facts, frozenset(topics))
