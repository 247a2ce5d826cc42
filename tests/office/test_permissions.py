"""Every address, asked by everybody: what opens follows from the declared rule and from whose record it is, nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import get_resolver

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.office.access import Access, access_of, addresses, admits
from hojokin.office.portals.applicant.duty_feed import token_of
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.models import Filing, FilingEntry, Finding, Seat, Tie
from tests.office.people import EVERYBODY, UNSEATED, VISITOR, Own, Town, fresh, status, town, undone

pytestmark = pytest.mark.django_db
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
OPENS = {200, 302}
# An empty form is refused in words, or there is nothing to do; it is never a fault of the site.
ANSWERED = {200, 302, 400, 405, 409, 413, 415, 422}
SHUT = {404, 405}  # 405: the page asks how before it looks at what


@dataclass(frozen=True)
class Asked:
    """What an argument is taken from: the filing of whoever asks, or of a stranger."""

    town: Town
    own: Own
    whose: str


ROUND = "normal-2026-R2"
# Sample of every argument of every address, by the address up to and with the argument.
SAMPLES: Mapping[str, Callable[[Asked], object]] = {
    "account/second/passkeys/<int:pk>": lambda _: 1,
    "accounts/<int:pk>": lambda asked: Seat.objects.get(person=asked.town.people["payer"]).pk,
    "api/v1/tools/<number>": lambda asked: asked.town.tools[asked.whose],
    "cases/<str:number>": lambda asked: asked.own.filing.number,
    "cases/<str:number>/fields/<slug:name>": lambda asked: asked.own.text_field,
    "cases/<str:number>/files/<int:document>": lambda asked: asked.own.document.pk,
    "cases/<str:number>/files/<slug:field>": lambda asked: asked.own.document_field,
    "cases/<str:number>/findings/<int:finding>": lambda asked: asked.own.finding.pk,
    "cases/<str:number>/form/<slug:section>": lambda asked: asked.own.section,
    "cases/<str:number>/receipt/<int:sequence>": lambda _: 1,
    "cases/<str:number>/steps/<slug:action>": lambda asked: asked.own.action,
    "desk/<str:number>": lambda asked: asked.own.filing.number,
    "desk/<str:number>/findings/<int:finding>": lambda asked: asked.own.finding.pk,
    "desk/alerts/<int:alert>": lambda asked: asked.town.alert.pk,
    "desk/<str:number>/papers/<int:document>": lambda asked: asked.own.document.pk,
    "desk/erasures/<int:erasure>": lambda asked: asked.town.erasure.pk,
    "desk/figures/<slug:block>": lambda _: "cases",
    "desk/messages/<int:message>": lambda asked: asked.town.message.pk,
    "desk/inspection/<str:number>": lambda asked: asked.town.grants[asked.whose].filing.number,
    "desk/news/<slug:slug>": lambda _: "town",
    "desk/payments/<str:number>": lambda asked: asked.town.payment.batch.number,
    "desk/payments/<str:number>/<int:payment>": lambda asked: asked.town.payment.pk,
    "desk/people/<int:seat>": lambda asked: Seat.objects.get(person=asked.town.people["payer"]).pk,
    "desk/repayments/<str:number>": lambda asked: asked.town.grants[asked.whose].filing.number,
    "desk/rounds/<slug:code>": lambda _: ROUND,
    "desk/rounds/<slug:code>/decide/notices/<int:proposal>": lambda _: 0,
    "inbox/<str:name>": lambda _: "none",
    "invitation/<str:secret>": lambda _: "none",
    "my/banks/<str:number>": lambda asked: asked.own.filing.number,
    "my/calendar/<str:token>": lambda asked: token_of(asked.town.grants[asked.whose]),
    "my/invitations/<int:pk>": lambda asked: asked.own.invitation.pk,
    "my/projects/<str:number>": lambda asked: asked.town.grants[asked.whose].filing.number,
    "my/projects/<str:number>/tools/<int:report>": lambda _: 0,
    "news/<slug:slug>": lambda _: "town",
    "tools/<str:number>": lambda asked: asked.town.tools[asked.whose],
    "vendor/applications/<str:number>": lambda asked: asked.own.filing.number,
    "vendor/people/<int:pk>": lambda asked: asked.own.colleague.pk,
    "vendor/registration/members/<str:number>": lambda asked: asked.own.filing.number,
    "vendor/system/<int:pk>": lambda asked: asked.town.tokens[asked.whose].pk,
    "vendor/tools/<str:number>": lambda asked: asked.town.tools[asked.whose],
    "vendors/<str:public_id>": lambda _: "V26-000001",
}
# The one address that is a pattern of its own.
PATTERNS = {"^signin/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "/signin/password/1-set/"}
OWNED = ("cases/", "my/", "vendor/")  # a stranger's record is absent beneath these
QUERIES: Mapping[str, Callable[[Asked], str]] = {
    "cases/<str:number>/changes/": lambda asked: f"?section={asked.own.section}",
}
# Within one rule, what only some of those seats may see or send; every other address lets all of its rule in.
WORKING = SECRETARIAT - {Role.AUDITOR}
NARROWER: Mapping[tuple[str, str], frozenset[Role]] = {
    ("GET", "desk/audit/"): frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
    ("POST", "desk/<str:number>/assign/"): WORKING,
    ("POST", "desk/<str:number>/findings/"): frozenset({Role.REVIEWER}),
    ("POST", "desk/<str:number>/findings/<int:finding>/close/"): frozenset({Role.REVIEWER}),
    ("POST", "desk/<str:number>/findings/<int:finding>/withdraw/"): frozenset({Role.REVIEWER}),
    ("POST", "desk/<str:number>/tie/"): frozenset({Role.REVIEWER, Role.APPROVER, Role.PAYER}),
    ("POST", "desk/assign/"): WORKING,
    ("POST", "desk/erasures/<int:erasure>/drop/"): WORKING,
    ("POST", "desk/inspection/<str:number>/"): WORKING,
    ("POST", "desk/inspection/<str:number>/tie/"): WORKING,
    ("POST", "desk/repayments/<str:number>/tie/"): WORKING,
}
# What is absent although one's own: there is no such thing yet, or an empty form names none.
ABSENT = frozenset(
    {
        "api/v1/",
        "account/second/app/remove/",
        "account/second/codes/",
        "account/second/codes/file/",
        "cases/<str:number>/files/<int:document>/explain/",  # these two for the party whose paper it is
        "cases/<str:number>/files/<int:document>/mask/",
        "cases/<str:number>/notice.pdf",
        "cases/<str:number>/estimate/",  # these two for applications alone
        "cases/<str:number>/offered/",
        "desk/<str:number>/contest/",
        "desk/<str:number>/findings/",
        "desk/<str:number>/score/",
        "desk/<str:number>/score/reopen/",
        "desk/<str:number>/score/save/",
        "desk/inspection/<str:number>/notice.pdf",
        "desk/rounds/<slug:code>/decide/notices/<int:proposal>.zip",
        "desk/rounds/<slug:code>/decide/notices/<int:proposal>/",
        "desk/repayments/<str:number>/order.pdf",
        "inbox/<str:name>/",
        "invitation/<str:secret>/",
        "my/banks/<str:number>/choose/",
        "my/projects/<str:number>/amount.pdf",
        "my/projects/<str:number>/repayment.pdf",
        "my/projects/<str:number>/tools/<int:report>/",  # nothing was reported of its tools
        "vendor/registration/members/",
    }
)
STEP = "cases/<str:number>/steps/<slug:action>/"
ASK_FOR_A_TOKEN = frozenset({"api/v1/tool-states", "local-gbizid/oauth/userinfo"})


def every_address() -> list[tuple[str, Access]]:
    """All of them, with their rules."""
    found = []
    for route, where in addresses(get_resolver().url_patterns):
        access = access_of(route.callback)
        assert access is not None
        found.append((where, access))
    return found


def sample(where: str, asked: Asked) -> str:
    """The address with its arguments filled in. Raises KeyError where the table has none."""
    if where in PATTERNS:
        return PATTERNS[where]
    path, place = "", 0
    for argument in ARGUMENT.finditer(where):
        path += where[place : argument.start()] + str(SAMPLES[where[: argument.end()]](asked))
        place = argument.end()
    query = QUERIES.get(where)
    return "/" + path + where[place:] + (query(asked) if query else "")


def expected(where: str, method: str, access: Access, who: str, whose: str) -> set[int]:
    """The answers that the rule and the ownership allow."""
    role = Role(who) if who in set(Role) else None
    if not admits(access, signed_in=who != VISITOR, role=role):
        return {302} if who == VISITOR else {403}
    is_owned = ARGUMENT.search(where) and where.startswith(OWNED) and access is not Access.PUBLIC
    if is_owned and whose == "foreign" and role in PARTIES:
        return SHUT
    if role in SECRETARIAT and role not in NARROWER.get((method, where), SECRETARIAT):
        return {403}
    if where in ASK_FOR_A_TOKEN:
        return {401, 405}
    answers = OPENS | {405} if method == "GET" else ANSWERED
    if where == STEP:
        return answers | {409}  # a step of somebody else is told as such
    return answers | {404} if where in ABSENT else answers


def walk(here: Town, who: str, whose: str) -> Iterator[tuple[str, str, set[int], int]]:
    """Every address, read and written to with an empty form: how, where, what may come, what came."""
    role = Role(who) if who in PARTIES else Role.APPLICANT if who in SECRETARIAT else Role.VENDOR
    records = here.own if whose == "own" else here.foreign
    asked = Asked(here, records[role], whose)
    browser = here.browser(who)
    for where, access in every_address():
        if whose == "foreign" and not ARGUMENT.search(where):
            continue
        path = sample(where, asked)
        for method in ("GET", "POST"):
            with undone():
                came = status(fresh(browser).generic(method, path, content_type=FORM))
            yield method, where, expected(where, method, access, who, whose), came


FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def here(settings: Any, tmp_path: Path) -> Town:
    settings.DATA = tmp_path
    settings.DEMO = True  # nobody is asked for a second factor
    return town()


def test_every_argument_of_every_address_has_a_sample() -> None:
    without = [
        where
        for where, _access in every_address()
        if where not in PATTERNS
        and any(where[: argument.end()] not in SAMPLES for argument in ARGUMENT.finditer(where))
    ]

    assert without == []


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_opens_follows_from_the_rule(here: Town, who: str) -> None:
    wrong = [(how, where, came) for how, where, may, came in walk(here, who, "own") if came not in may]

    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("who", sorted(PARTIES))
def test_what_is_a_strangers_is_as_absent_as_what_never_was(here: Town, who: str) -> None:
    wrong = [(how, where, came) for how, where, may, came in walk(here, who, "foreign") if came not in may]

    assert wrong == [], "\n".join(map(str, wrong))


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the sessions."""
    models = [each for each in apps.get_models() if each.__name__ != "SignInSession"]
    return {each.__name__: sorted(each._default_manager.values_list(), key=str) for each in models}


# What those who may would write with; the same words from an auditor change nothing.
WORDS: Mapping[str, str] = {
    "name": "名前",
    "email": "new@town.example.jp",
    "role": "reviewer",
    "tie": "no",
    "to": "nobody",
    "text": "直してください。",
    "answer": "直しました。",
    "reason": "理由です。",
    "ground": "individual_number",
    "do": "keep",
    "on": "2026-12-25",
    "due": "2026-12-25",
    "no_tie": "yes",
}


def test_an_auditor_writes_nothing_anywhere_at_the_desk_or_in_a_case(here: Town) -> None:
    browser, asked = here.browser("auditor"), Asked(here, here.own[Role.VENDOR], "own")
    before = everything()
    wrote = []
    for where, _access in every_address():
        if not where.startswith(("cases/", "desk/", "vendor/", "member/", "my/")):
            continue
        with undone():
            words = {**WORDS, "field": asked.own.text_field, asked.own.text_field: "書換え"}
            came = status(fresh(browser).post(sample(where, asked), words))
            if everything() != before:
                wrote.append((where, came))

    assert wrote == []


def test_what_the_auditor_may_not_write_a_reviewer_writes_with_the_same_words(here: Town) -> None:
    number = here.own[Role.VENDOR].filing.number

    here.browser("reviewer").post(f"/desk/{number}/tie/", WORDS)

    assert Tie.objects.get().person == here.people["reviewer"]


@pytest.mark.parametrize("who", sorted(PARTIES))
def test_ids_of_a_stranger_behind_ones_own_number_are_absent(here: Town, who: str) -> None:
    own, theirs, browser = here.own[Role(who)], here.foreign[Role(who)], here.browser(who)
    start = f"/cases/{own.filing.number}"

    came = [
        status(browser.get(f"{start}/files/{theirs.document.pk}/")),
        status(browser.get(f"{start}/files/{theirs.document.pk}/preview/")),
        status(browser.get(f"{start}/files/{theirs.document.pk}/look/")),
        status(browser.post(f"{start}/files/{theirs.document.pk}/remove/")),
        status(browser.post(f"{start}/findings/{theirs.finding.pk}/answer/", {"answer": "直しました。"})),
    ]

    assert came == [404] * 5
    assert theirs.document.removed_at is None
    assert theirs.finding.answer == ""


def test_a_reviewer_settles_no_point_of_another_filing(here: Town) -> None:
    own, other, browser = here.own[Role.VENDOR], here.own[Role.APPLICANT], here.browser("reviewer")

    came = [
        status(browser.post(f"/desk/{own.filing.number}/findings/{other.finding.pk}/{what}/"))
        for what in ("close", "withdraw")
    ]

    assert came == [404, 404]
    assert Finding.objects.filter(closed_at__isnull=False).count() == 0


def test_a_vendor_detaches_no_file_of_a_stranger_by_the_button_of_its_own_form(here: Town) -> None:
    own, theirs = here.own[Role.VENDOR], here.foreign[Role.VENDOR]

    here.browser("vendor").post(
        f"/cases/{own.filing.number}/form/{own.section}/",
        {"detach": f"{own.document_field}:{theirs.document.pk}"},
    )

    assert theirs.document.removed_at is None


def test_a_vendor_ends_no_seat_but_those_of_its_own_people(here: Town) -> None:
    browser = here.browser("vendor")
    others = [here.foreign[Role.VENDOR].colleague, Seat.objects.get(person=here.people["payer"])]

    came = [status(browser.post(f"/vendor/people/{each.pk}/end/")) for each in others]

    assert came == [404, 404]
    assert Seat.objects.filter(until__isnull=False).count() == 0


def test_nobody_takes_a_seat_that_is_somebody_elses(here: Town) -> None:
    browser = here.browser("vendor")
    others = Seat.objects.get(person=here.people["approver"])

    browser.post("/seat/", {"seat": others.pk})

    assert status(browser.get("/desk/")) == 403


@pytest.mark.parametrize("who", [each for each in EVERYBODY if each not in {VISITOR, UNSEATED}])
def test_a_forged_step_changes_no_state(here: Town, who: str) -> None:
    """Every step of every table, from whoever may not take it or not now."""
    browser, wrong = here.browser(who), []
    for own in here.own.values():
        table = kind_of(own.filing.kind).table
        for step in table.transitions:
            if Role(who) in step.by and own.filing.state in step.start:
                continue
            with undone():
                came = status(fresh(browser).post(f"/cases/{own.filing.number}/steps/{step.action}/", WORDS))
                stands = Filing.objects.get(pk=own.filing.pk).state
            if stands != own.filing.state or came not in {404, 409}:
                wrong.append((own.filing.kind, step.action, came, stands))

    assert wrong == []


@pytest.mark.parametrize("who", sorted(PARTIES))
def test_a_field_of_the_other_party_cannot_be_written(here: Town, who: str) -> None:
    own, browser = here.own[Role(who)], here.browser(who)
    theirs = [each.name for each in form_of(own.filing).fields() if each.party is not Role(who)]
    entries = FilingEntry.objects.filter(filing=own.filing)
    before = sorted(entries.values_list("name", "version"))

    for name in theirs:
        browser.post(f"/cases/{own.filing.number}/fields/{name}/", {name: "x", f"version-{name}": "0"})

    assert sorted(entries.values_list("name", "version")) == before
