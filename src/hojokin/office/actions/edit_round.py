"""Editing rounds (締切回の登録・変更): taken over from the published schedule, added and changed by administrators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from hojokin.flow.canonical import moment
from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.record import record
from hojokin.office.actions.shift_drafts import shift_drafts
from hojokin.office.queries.decisions import granted_yen
from hojokin.office.queries.rounds import drafts, rounds_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import DecisionProposal, Filing, Round
from hojokin.office.records.models.decision import ProposalState
from hojokin.rules import schedule
from hojokin.rules.engine.facts import Text
from hojokin.rules.schedule.rounds import TRACKS
from hojokin.rules.years import EDITIONS

NOT_ADMINISTRATOR = Text("締切回を変えられるのは管理者だけです。", "Only an administrator may change rounds.")
NO_REASON = Text(
    "変更の理由を入力してください。申請者と支援事業者に伝わり、監査記録に残ります。",
    "Enter the reason; both sides will read it and it stays in the record.",
)
TELLING = ("opens_at", "closes_at", "decides_on", "report_by", "is_last")


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """What people set of a round (締切回の内容)."""

    opens_at: datetime | None
    closes_at: datetime
    decides_on: date | None = None
    report_by: datetime | None = None
    budget_yen: int | None = None
    is_last: bool = False


@transaction.atomic
def seed_rounds(edition: str, *, by: Actor, at: datetime) -> int:
    """Take over the published rounds that are not there yet (日程の取り込み); how many. Changes nothing that is there."""
    known = set(Round.objects.filter(edition=edition).values_list("code", flat=True))
    made = 0
    for track in TRACKS:
        for each in schedule.rounds(edition, track):
            if each.deadline is not None and each.id not in known:
                _make(each.id, (edition, track, each.number), _published(each), by=by, at=at)
                made += 1
    return made


@transaction.atomic
def add_round(edition: str, track: str, terms: RoundTerms, reason: str, *, by: Actor, at: datetime) -> Round:
    """Add the next round of a track (締切回の追加). Raises NotAllowed, Unmet."""
    _need_administrator(by)
    last = rounds_of(edition, track).last()
    number = last.number + 1 if last else 1
    problems = [*_problems(terms, last, None), *_reason_problems(reason)]
    if edition not in EDITIONS or track not in TRACKS:
        problems.append(FormProblem("track", _NO_TRACK))
    if problems:
        raise Unmet(problems)
    code = f"{track}-{EDITIONS[edition].year}-R{number}"
    return _make(code, (edition, track, number), terms, by=by, at=at, reason=reason)


@transaction.atomic
def edit_round(round_: Round, terms: RoundTerms, reason: str, *, by: Actor, at: datetime) -> Round:
    """Change a round (締切回の変更); both sides of every open draft are told. Raises NotAllowed, Unmet."""
    _need_administrator(by)
    row = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    before, after = _neighbours(row)
    problems = [*_problems(terms, before, after), *_reason_problems(reason), *_takes_away(row, terms, at)]
    problems += _while_deciding(row, terms)
    if problems:
        raise Unmet(problems)
    old = _told(_terms_of(row))
    _put(row, terms, at)
    row.save()
    new = _told(_terms_of(row))
    changed = {name: value for name, value in new.items() if old[name] != value}
    if changed:
        record(by, "round.edit", row.code, at=at, changes=changed, reason=reason.strip())
    if changed.keys() & set(TELLING):
        shift_drafts(row, "round_changed", Text(reason.strip(), reason.strip()), by=by, at=at)
    return row


def _make(
    code: str,
    place: tuple[str, str, int],
    terms: RoundTerms,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> Round:
    edition, track, number = place
    row = Round(code=code, edition=edition, track=track, number=number, closes_at=terms.closes_at)
    _put(row, terms, at)
    row.save(force_insert=True)
    record(by, "round.add", code, at=at, changes=_told(terms), reason=reason.strip())
    return row


def _put(row: Round, terms: RoundTerms, at: datetime) -> None:
    is_new = row.promised_since is None
    if is_new or terms.closes_at != row.closes_at:
        row.promised_at, row.promised_since, row.closes_at = terms.closes_at, at, terms.closes_at
    row.opens_at = terms.opens_at
    row.decides_on, row.report_by = terms.decides_on, terms.report_by
    row.budget_yen, row.is_last = terms.budget_yen, terms.is_last


def _published(each: schedule.Round) -> RoundTerms:
    if each.deadline is None:
        raise ValueError(f"{each.id} has no deadline")
    return RoundTerms(each.opens, each.deadline, each.decision_on, each.report_limit)


def _terms_of(row: Round) -> RoundTerms:
    return RoundTerms(row.opens_at, row.closes_at, row.decides_on, row.report_by, row.budget_yen, row.is_last)


def _told(terms: RoundTerms) -> dict[str, object]:
    """The terms as an audit row keeps them."""
    return {name: _kept(value) for name, value in asdict(terms).items()}


def _kept(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value


def _neighbours(row: Round) -> tuple[Round | None, Round | None]:
    others = rounds_of(row.edition, row.track)
    return others.filter(number__lt=row.number).last(), others.filter(number__gt=row.number).first()


def _need_administrator(by: Actor) -> None:
    if by.role is not Role.ADMINISTRATOR:
        raise NotAllowed(NOT_ADMINISTRATOR)


def _reason_problems(reason: str) -> list[FormProblem]:
    return [] if reason.strip() else [FormProblem("reason", NO_REASON)]


def _problems(terms: RoundTerms, before: Round | None, after: Round | None) -> Iterator[FormProblem]:
    if terms.opens_at is not None and terms.opens_at >= terms.closes_at:
        yield FormProblem("opens_at", _OPENS_LATE)
    if before is not None and terms.closes_at <= before.closes_at:
        yield FormProblem("closes_at", _BEFORE_LAST)
    if after is not None and terms.closes_at >= after.closes_at:
        yield FormProblem("closes_at", _AFTER_NEXT)
    if terms.decides_on is not None and terms.decides_on < terms.closes_at.astimezone(schedule.JST).date():
        yield FormProblem("decides_on", _DECIDED_EARLY)
    if terms.report_by is not None and terms.report_by <= terms.closes_at:
        yield FormProblem("report_by", _REPORT_EARLY)
    if terms.budget_yen is not None and terms.budget_yen < 0:
        yield FormProblem("budget_yen", _NO_BUDGET)


def _takes_away(row: Round, terms: RoundTerms, at: datetime) -> list[FormProblem]:
    """Whoever is writing an application has been promised its deadline: it may come later, never sooner."""
    sooner = terms.closes_at < row.closes_at and row.closes_at >= at
    aimed = Filing.objects.filter(drafts(), round_code=row.code)
    return [FormProblem("closes_at", _SOONER)] if sooner and aimed.exists() else []


def _while_deciding(row: Round, terms: RoundTerms) -> list[FormProblem]:
    """The money of a round stays while its decision waits for the second person or is being carried out."""
    if terms.budget_yen == row.budget_yen:
        return []
    open_ones = (ProposalState.PROPOSED.value, ProposalState.DECIDING.value)
    if DecisionProposal.objects.filter(round=row, state__in=open_ones).exists():
        return [FormProblem("budget_yen", _BEING_DECIDED)]
    granted = granted_yen(row)
    is_less = terms.budget_yen is not None and 0 <= terms.budget_yen < granted
    return [FormProblem("budget_yen", _granted_more(granted))] if is_less else []


def _granted_more(granted: int) -> Text:
    return Text(
        f"この締切回ではすでに{granted:,}円の交付を決定しています。予算はそれ以上にしてください。",
        f"{granted:,} yen were granted in this round already; the budget cannot be less.",
    )


_NO_TRACK = Text("年度と枠を一覧から選んでください。", "Choose edition and track from the list.")
_OPENS_LATE = Text("受付開始は締切より前にしてください。", "Reception must open before the deadline.")
_BEFORE_LAST = Text(
    "締切は、前の締切回より後にしてください。", "The deadline must come after that of the round before."
)
_AFTER_NEXT = Text(
    "締切は、次の締切回より前にしてください。先に次の締切回を変えてください。",
    "The deadline must come before that of the next round. Change the next one first.",
)
_DECIDED_EARLY = Text(
    "交付決定日は締切の日以後にしてください。", "The decision cannot come before the deadline."
)
_REPORT_EARLY = Text(
    "実績報告の期限は締切より後にしてください。", "The report's limit must come after the deadline."
)
_NO_BUDGET = Text("予算は0円以上で入力してください。", "A budget is 0 yen or more.")
_SOONER = Text(
    "入力中の申請があるため、締切を早めることはできません。延ばすことはできます。",
    "Applications are being written for this deadline: it may come later, not sooner.",
)
_BEING_DECIDED = Text(
    "決定の手続中は予算を変えられません。決定案を取り下げてから変えてください。",
    "The budget stays while the round is being decided. Drop the proposal first.",
)
