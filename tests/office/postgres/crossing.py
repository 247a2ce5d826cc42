"""A program: two people act on the same thing at once, the second while the first has not committed. Prints JSON."""

from __future__ import annotations

import json
import os
import re
import threading
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.office.postgres.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django is ready only now
from django.db import connection, transaction  # noqa: E402

from hojokin.flow.roles import Role  # noqa: E402
from hojokin.office.actions.accept_invitation import accept_invitation  # noqa: E402
from hojokin.office.actions.api_tokens import MOST_TOKENS, issue_api_token  # noqa: E402
from hojokin.office.actions.approve_payment_batch import approve_payment_batch  # noqa: E402
from hojokin.office.actions.assign_reviewer import assign_reviewer  # noqa: E402
from hojokin.office.actions.change_phone import begin_phone_change, change_phone  # noqa: E402
from hojokin.office.actions.check_code import check_code  # noqa: E402
from hojokin.office.actions.decide_round import carry_out, decide_round  # noqa: E402
from hojokin.office.actions.declare_tie import declare_tie  # noqa: E402
from hojokin.office.actions.guards import Evidence  # noqa: E402
from hojokin.office.actions.invite_person import invite_person  # noqa: E402
from hojokin.office.actions.join_by_invitation import join_by_invitation  # noqa: E402
from hojokin.office.actions.lock import lock  # noqa: E402
from hojokin.office.actions.make_payment_batch import take_out  # noqa: E402
from hojokin.office.actions.propose_decisions import propose_decisions  # noqa: E402
from hojokin.office.actions.raise_finding import close_finding, raise_finding, withdraw_finding  # noqa: E402
from hojokin.office.actions.record import record  # noqa: E402
from hojokin.office.actions.send_code import send_code  # noqa: E402
from hojokin.office.actions.take_step import take_step  # noqa: E402
from hojokin.office.actions.withdraw_invitation import withdraw_invitation  # noqa: E402
from hojokin.office.records.actor import SYSTEM, Actor  # noqa: E402
from hojokin.office.records.models import (  # noqa: E402
    ApiToken,
    Filing,
    Finding,
    GrantDecision,
    Invitation,
    OutboxMessage,
    Party,
    PaymentBatch,
    Person,
    Round,
    ScoreSheet,
    Seat,
    SmsCode,
    Tie,
)
from tests.office.grants.granted import LATER, batch, granted, to_fixed  # noqa: E402
from tests.office.postgres.beside import Act, beside  # noqa: E402
from tests.office.rounds.contest_scene import contested, rule  # noqa: E402
from tests.office.rounds.scene import AFTER, Office, actor, application, handed_in, office, the_round  # noqa: E402

PHONE, TRIES = "09033334444", 12


def main() -> None:
    """Cross, and print how each ended."""
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    the_round()
    people = office()
    print(
        json.dumps(
            {
                "vendor": connection.vendor,
                "joined": _joined(people),
                "withdrawn": _withdrawn(people),
                "found": _found(people),
                "closed": _closed(people),
                "assigned": _assigned(people),
                "tied": _tied(people),
                "phone": _phone(),
                "tokens": _tokens(),
                "codes": _codes(),
                "told": _told(people),
                "scored": _scored(people),
                "ruled": _ruled(people),
                "paid": _paid(),
            }
        )
    )


def _joined(people: Office) -> Any:
    """The button is pressed twice."""
    invitation = invite_person("new@example.jp", Role.REVIEWER, by=people.administrator, at=AFTER)

    def join() -> Seat:
        return join_by_invitation(invitation, "新田", "a long password", at=AFTER)

    return [beside(join, join), Person.objects.filter(email="new@example.jp").count()]


def _withdrawn(people: Office) -> Any:
    """An invitation to the office is withdrawn while it is accepted."""
    invitation = invite_person("late@example.jp", Role.REVIEWER, by=people.administrator, at=AFTER)
    person = Person.objects.create_user("late@example.jp", name="遅田", joined_at=AFTER)
    ends = beside(
        lambda: withdraw_invitation(invitation, by=people.administrator, at=AFTER),
        lambda: accept_invitation(invitation, person, by=SYSTEM, at=AFTER),
    )
    return [ends, Invitation.objects.get(pk=invitation.pk).used_at is not None]


def _returnable(people: Office) -> tuple[Filing, Finding]:
    filing = application("under_review")
    for each in (people.reviewer, people.colleague):
        declare_tie(filing, has_tie=False, by=each, at=AFTER)
    return filing, raise_finding(filing, "contest", "直してください。", by=people.reviewer, at=AFTER)


def _return(filing: Filing, by: Actor, finding: Finding) -> None:
    """Give a filing back with its point."""
    evidence, due = Evidence(reason=finding.text), AFTER.replace(year=AFTER.year + 1)
    take_step(filing, "request_correction", by=by, at=AFTER, evidence=evidence, due_at=due)


def _found(people: Office) -> Any:
    """A point is taken back while a colleague returns the filing with it."""
    filing, finding = _returnable(people)
    ends = beside(
        lambda: _return(filing, people.colleague, finding),
        lambda: withdraw_finding(finding, by=people.reviewer, at=AFTER),
    )
    return [ends, Finding.objects.filter(pk=finding.pk).count()]


def _closed(people: Office) -> Any:
    """Two reviewers close the same point."""
    _filing, finding = _returnable(people)
    Finding.objects.filter(pk=finding.pk).update(sent_at=AFTER)
    kept = [Finding.objects.get(pk=finding.pk) for _time in range(2)]
    ends = beside(
        lambda: close_finding(kept[0], by=people.reviewer, at=AFTER),
        lambda: close_finding(kept[1], by=people.colleague, at=AFTER),
    )
    closed_by = Finding.objects.get(pk=finding.pk).closed_by
    return [ends, closed_by == people.reviewer.person]


def _assigned(people: Office) -> Any:
    """Somebody declares a tie while the case is given to them."""
    filing, seen = _seen_twice(application("under_review"))
    ends = beside(
        lambda: assign_reviewer(filing, people.reviewer.person, by=people.administrator, at=AFTER),
        lambda: declare_tie(seen, has_tie=True, by=people.reviewer, at=AFTER),
    )
    return [ends, Filing.objects.get(pk=filing.pk).assigned_to_id]


def _tied(people: Office) -> Any:
    """The case is given to somebody who is declaring a tie."""
    filing, seen = _seen_twice(application("under_review"))
    ends = beside(
        lambda: declare_tie(filing, has_tie=True, by=people.reviewer, at=AFTER),
        lambda: assign_reviewer(seen, people.reviewer.person, by=people.administrator, at=AFTER),
    )
    return [ends, Filing.objects.get(pk=filing.pk).assigned_to_id]


def _paid() -> Any:
    """A transfer is taken out while a colleague approves its batch."""
    with transaction.atomic():  # the scene calls parts of actions by themselves
        here = to_fixed(granted())
        made = batch(here)
        declare_tie(here.filing, has_tie=False, by=here.second, at=LATER)
    payment = made.payments.get()
    ends = beside(
        lambda: lock(here.filing),
        lambda: approve_payment_batch(made, by=here.second, at=LATER),
        lambda: take_out(payment, reason="口座を確かめる", by=here.payer, at=LATER),
    )
    return [ends, PaymentBatch.objects.get(pk=made.pk).state, here.state]


def _seen_twice(filing: Filing) -> tuple[Filing, Filing]:
    return filing, Filing.objects.get(pk=filing.pk)


def _phone() -> Any:
    """An applicant and a vendor register one telephone."""
    firms = [Party.objects.create(name=name) for name in ("申請", "販売")]
    both = [
        actor(each.name, role, each) for each, role in zip(firms, (Role.APPLICANT, Role.VENDOR), strict=True)
    ]

    def change(of: Actor) -> Act:
        assert of.person is not None
        person = of.person
        begin_phone_change(person, PHONE, at=AFTER, has_old=False)
        code = _last_code()
        return lambda: change_phone(person, PHONE, new_code=code, by=of, at=AFTER)

    first, second = map(change, both)
    return [beside(first, second), Person.objects.filter(phone=PHONE).count()]


def _last_code() -> str:
    found = re.search(r"\b\d{5}\b", OutboxMessage.objects.filter(channel="sms").latest("pk").text)
    assert found is not None
    return found[0]


def _tokens() -> Any:
    """The last token is made twice."""
    firm = Party.objects.create(name="販売")
    by = actor("販売 一郎", Role.VENDOR, firm)
    for number in range(MOST_TOKENS - 1):
        issue_api_token(f"{number}", by=by, at=AFTER)
    ends = beside(
        lambda: issue_api_token("a", by=by, at=AFTER), lambda: issue_api_token("b", by=by, at=AFTER)
    )
    return [ends, ApiToken.objects.filter(party=firm, ended_at__isnull=True).count() == MOST_TOKENS]


def _codes() -> Any:
    """A code is guessed at from many places at once; afterwards the right one works no more."""
    person = Person.objects.create_user(
        "guess@example.jp", name="推", joined_at=AFTER, phone="09055556666", phone_confirmed_at=AFTER
    )
    sent = send_code(person, "submit:X", at=AFTER)
    right = _last_code()
    wrong = [f"{(int(right) + place) % 100_000:05d}" for place in range(1, TRIES + 1)]

    def run(code: str) -> None:
        check_code(person, "submit:X", code, at=AFTER)
        connection.close()

    running = [threading.Thread(target=run, args=(code,)) for code in wrong]
    for each in running:
        each.start()
    for each in running:
        each.join()
    return [SmsCode.objects.get(pk=sent.pk).attempts, check_code(person, "submit:X", right, at=AFTER)]


def _told(people: Office) -> Any:
    """Somebody proves who they are by a code, while they are told of another case."""
    firm = Party.objects.create(name="申請")
    by = actor("申請 二郎", Role.APPLICANT, firm)
    assert by.person is not None
    person, other = by.person, application("under_review", owner=firm)
    Person.objects.filter(pk=person.pk).update(phone="09077778888", phone_confirmed_at=AFTER)
    person.refresh_from_db()
    send_code(person, "submit:X", at=AFTER)
    code = _last_code()
    declare_tie(other, has_tie=False, by=people.colleague, at=AFTER)
    finding = raise_finding(other, "contest", "直してください。", by=people.colleague, at=AFTER)
    return beside(
        lambda: check_code(person, "submit:X", code, at=AFTER),
        lambda: _return(other, people.colleague, finding),
        lambda: record(by, "x.submit", "X", at=AFTER),
    )


def _scored(people: Office) -> Any:
    """A reviewer declares a tie while the round is decided: what was decided keeps what it rests on."""
    filing = handed_in(people)
    proposal = _agreed(people)
    seen = Filing.objects.get(pk=filing.pk)
    ends = beside(
        lambda: carry_out(proposal, at=AFTER),
        lambda: declare_tie(seen, has_tie=True, by=people.reviewer, at=AFTER),
    )
    decided = GrantDecision.objects.filter(filing=filing).count()
    return [ends, decided, ScoreSheet.objects.filter(filing=filing).count()]


def _ruled(people: Office) -> Any:
    """A contest is ruled on otherwise while the round is decided on the first ruling."""
    filing = contested(people)
    rule(filing, people.reviewer)
    proposal = _agreed(people)
    seen = Filing.objects.get(pk=filing.pk)
    ends = beside(lambda: carry_out(proposal, at=AFTER), lambda: rule(seen, people.reviewer, is_upheld=False))
    decided = GrantDecision.objects.filter(filing=filing).values_list("outcome", flat=True)
    return [ends, list(decided)]


def _agreed(people: Office) -> Any:
    round_ = Round.objects.get(code="normal-2026-R2")
    for each in Filing.objects.filter(state="reviewed"):
        Tie.objects.get_or_create(
            filing=each, person=people.approver.person, defaults={"has_tie": False, "declared_at": AFTER}
        )
    proposal = propose_decisions(round_, 0, by=people.approver, at=AFTER)
    return decide_round(proposal, proposal.digest, has_no_tie=True, by=people.second, at=AFTER)


if __name__ == "__main__":
    main()
