"""Filings (申請・届出の照会): who may see which, and one filing with all that a page needs to show it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import cast

from django.db.models import Q, QuerySet

from hojokin.flow.checking import problems_of
from hojokin.flow.form import (
    Attached,
    Attachments,
    FieldKind,
    Form,
    FormField,
    FormProblem,
    Row,
    Severity,
    Value,
    Values,
)
from hojokin.flow.kept_out import marks_from
from hojokin.flow.kinds import Circumstances, FilingKind
from hojokin.flow.roles import PARTIES, Role
from hojokin.flow.table import State, Transition
from hojokin.flow.tombstone import Tombstone
from hojokin.flow.typed import NotReadable, value_of
from hojokin.office.queries.circumstances import circumstances_of
from hojokin.office.queries.entries import Entry, Typed, entries_of
from hojokin.office.queries.kept_answers import kept_by_inputs
from hojokin.office.queries.kinds import kind_of, kinds
from hojokin.office.queries.option_sets import TOOLS, codes_of, fixed_sets, option_sets
from hojokin.office.queries.round_days import with_closing
from hojokin.office.queries.tombstones import told_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Document, Filing, Finding, Party
from hojokin.office.records.prepared import KEY, TEXT, Given, looked_up
from hojokin.rules.engine.facts import Text

BESIDE = ("owner", "partner", "vendor", "tool", "assigned_to", "grant", "parent__grant")


def visible(actor: Actor) -> QuerySet[Filing]:
    """The filings that an actor may open: a party its own and those it works on, the office what was handed to it."""
    if actor.is_secretariat:
        return seen_by_office()
    return worked_on_by(actor.party) if actor.party else Filing.objects.none()


def seen_by_office() -> QuerySet[Filing]:
    """The filings that were handed to the office."""
    return Filing.objects.exclude(still_private())


def worked_on_by(party: Party | Given | None) -> QuerySet[Filing]:
    """The filings that are a party's own, and those that it works on for others."""
    return Filing.objects.filter(Q(owner=party) | Q(partner=party))


def still_private() -> Q:
    """What its parties are still writing and never handed in: nobody else's business yet."""
    return Q(submitted_at__isnull=True) & waiting_for(PARTIES)


def waiting_for(roles: Collection[Role]) -> Q:
    """The filings whose state waits for one of the roles."""
    return _waiting_for(frozenset(roles))


@cache
def _waiting_for(roles: frozenset[Role]) -> Q:
    """Kinds whose states wait alike stand together: the fewer the alternatives, the sooner the query is written."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for kind in kinds().values():
        states = tuple(each.code for each in kind.table.states.values() if each.turn in roles)
        if states:
            alike.setdefault(states, []).append(kind.code)
    found = Q(pk__in=[])
    for states, codes in alike.items():
        found |= Q(kind__in=codes, state__in=states)
    return found


def find(number: str, actor: Actor) -> Filing:
    """One filing with its parties. Raises Filing.DoesNotExist, also when it is somebody else's."""
    if actor.is_secretariat:
        found = _for_office(number=number)
    else:
        found = _for_party(number=number, party=actor.party.pk) if actor.party else []
    if not found:
        raise Filing.DoesNotExist(number)
    return found[0]


@looked_up(number=TEXT)
def _for_office(number: Given) -> QuerySet[Filing]:
    return _with_parties(seen_by_office().filter(number=number))


@looked_up(number=TEXT, party=KEY)
def _for_party(number: Given, party: Given) -> QuerySet[Filing]:
    return _with_parties(worked_on_by(party).filter(number=number))


def _with_parties(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    return with_closing(filings).select_related(*BESIDE)


def stands_at(filing: Filing, actor: Actor) -> bool:
    """Whether the filing is this actor's business: the role and the party that file it or work on it, or the office."""
    if actor.is_secretariat or actor.role is Role.SYSTEM:
        return True
    if actor.party is None:
        return False
    kind = kind_of(filing.kind)
    return (actor.role, actor.party.pk) in {(kind.owner, filing.owner_id), (kind.partner, filing.partner_id)}


def form_of(filing: Filing) -> Form:
    """The form that a filing is written on."""
    return kind_of(filing.kind).form(filing.edition, filing.track)


@dataclass
class FilingView:
    """One filing as an actor sees it (申請の表示): four queries, whatever is shown of it."""

    filing: Filing
    actor: Actor
    at: datetime

    @cached_property
    def kind(self) -> FilingKind:
        """Its kind."""
        return kind_of(self.filing.kind)

    @cached_property
    def form(self) -> Form:
        """Its form."""
        return form_of(self.filing)

    @cached_property
    def state(self) -> State:
        """Where it stands."""
        return self.kind.table.states[self.filing.state]

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """What was written, by field."""
        return entries_of(self.filing)

    @cached_property
    def values(self) -> Values:
        """The values read from it, by field."""
        return {name: cast("Value", each.value) for name, each in self.entries.items()}

    @cached_property
    def documents(self) -> Mapping[str, Sequence[Document]]:
        """The files that are attached now, by field."""
        found: dict[str, list[Document]] = {}
        for each in self._papers:
            if each.removed_at is None:
                found.setdefault(each.field, []).append(each)
        return found

    @cached_property
    def attachments(self) -> Attachments:
        """Those that are handed in, as the checks see them."""
        return {
            field: [
                Attached(
                    field,
                    each.name,
                    each.size,
                    each.media_type,
                    each.sha256,
                    marks_from(each.numbers),
                    each.declared,
                )
                for each in files
            ]
            for field, files in self.asked_documents.items()
        }

    @cached_property
    def asked_documents(self) -> Mapping[str, Sequence[Document]]:
        """Those of fields that are asked: what stands at another is neither checked nor handed in."""
        return {name: files for name, files in self.documents.items() if name in self.asked}

    @cached_property
    def asked(self) -> frozenset[str]:
        """The fields that are asked, given what has been answered."""
        return frozenset(each.name for each in self.form.fields() if each.asked(self.values))

    @cached_property
    def erased(self) -> Sequence[Tombstone]:
        """The records of its papers that the office erased."""
        found = {each.tombstone_id: each.tombstone for each in self._papers if each.tombstone is not None}
        return [told_of(each, self.filing.number) for _key, each in sorted(found.items())]

    @cached_property
    def _papers(self) -> Sequence[Document]:
        """The papers that are attached now, and those that were erased."""
        found = _papers(filing=self.filing.pk)
        for each in found:
            each.filing = self.filing
        return found

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What the office pointed out, the open ones first. A party sees what has been sent to it."""
        every = _findings(filing=self.filing.pk)
        for each in every:
            each.filing = self.filing
        if not self.actor.is_secretariat:
            every = [each for each in every if each.sent_at is not None]
        return sorted(every, key=lambda each: each.closed_at is not None)

    @cached_property
    def option_sets(self) -> Mapping[str, Mapping[str, Text]]:
        """The named sets of options."""
        return option_sets(self.filing, self.form)

    @cached_property
    def circumstances(self) -> Circumstances:
        """What the checks may know besides."""
        return circumstances_of(self.filing, self.values, self.at)

    @cached_property
    def problems(self) -> Sequence[FormProblem]:
        """All that would come back, errors first."""
        typed = {name: each.typed for name, each in self.entries.items()}
        tools = sorted(self.option_sets[TOOLS[0]])
        kind = (self.filing.kind, self.filing.edition, self.filing.track)
        return checked(kind, typed, self.values, self.attachments, self.circumstances, tools)

    @property
    def errors(self) -> Sequence[FormProblem]:
        """The problems that stand in the way of sending it."""
        return [each for each in self.problems if each.severity is Severity.ERROR]

    @cached_property
    def offered(self) -> Sequence[Transition]:
        """The steps that the actor may take now."""
        if not stands_at(self.filing, self.actor):
            return ()
        return self.kind.table.offered(self.filing.state, {self.actor.role})

    def may_write(self, field: FormField) -> bool:
        """Whether the actor may change this field now: it is the role's own, and its state allows it."""
        return self._writes and field.party is self.actor.role

    @cached_property
    def _writes(self) -> bool:
        may_write = self.kind.table.may_write(self.filing.state, self.actor.role)
        return may_write and stands_at(self.filing, self.actor)


@kept_by_inputs
def checked(
    of: tuple[str, str, str],
    typed: Mapping[str, Typed],
    values: Values,
    attachments: Attachments,
    circumstances: Circumstances,
    tools: Sequence[str],
) -> Sequence[FormProblem]:
    """All that would come back of a filing, errors first. ``of`` are its kind, edition and track."""
    code, edition, track = of
    kind = kind_of(code)
    form = kind.form(edition, track)
    unread = [
        problem
        for field in form.fields()
        if field.name in typed and field.asked(values)
        for problem in unread_problems(field, typed[field.name])
    ]
    silent = {each.field for each in unread if each.row is None}
    sets = {**codes_of(fixed_sets()), **dict.fromkeys(TOOLS, frozenset(tools))}
    plain = problems_of(form, values, attachments, sets)
    crossed = [problem for check in kind.checks for problem in check(values, attachments, circumstances)]
    found = unread + [each for each in (*plain, *crossed) if each.field not in silent]
    return tuple(sorted(found, key=lambda each: each.severity is not Severity.ERROR))


@looked_up(filing=KEY)
def _papers(filing: Given) -> QuerySet[Document]:
    wanted = Q(removed_at__isnull=True) | Q(tombstone__isnull=False)
    papers = Document.objects.filter(wanted, filing=filing).select_related("tombstone")
    return papers.order_by("uploaded_at", "pk")


@looked_up(filing=KEY)
def _findings(filing: Given) -> QuerySet[Finding]:
    return Finding.objects.filter(filing=filing).order_by("closed_at", "raised_at", "pk")


def unread_problems(field: FormField, typed: Sequence[object]) -> Sequence[FormProblem]:
    """The messages about what was typed into a field and cannot be read."""
    if field.kind is FieldKind.TABLE:
        return [
            FormProblem(field.name, error.message, column.source, row=place, column=column.name)
            for place, row in enumerate(cast("Sequence[Mapping[str, list[str]]]", typed))
            for column in field.columns
            if (error := _unread(column, row.get(column.name, []))) is not None
        ]
    error = _unread(field, cast("Sequence[str]", typed))
    return [] if error is None else [FormProblem(field.name, error.message, field.source)]


def _unread(field: FormField, typed: Sequence[str]) -> NotReadable | None:
    try:
        value_of(field, typed)
    except NotReadable as error:
        return error
    return None


def read(field: FormField, typed: Typed) -> Value:
    """The value of what was typed; None, or a cell of None, where it cannot be read."""
    if field.kind is FieldKind.TABLE:
        rows = cast("Sequence[Mapping[str, Sequence[str]]]", typed)
        return [
            cast("Row", {column.name: _read(column, row.get(column.name, [])) for column in field.columns})
            for row in rows
        ]
    return _read(field, cast("Sequence[str]", typed))


def _read(field: FormField, typed: Sequence[str]) -> Value:
    try:
        return value_of(field, typed)
    except NotReadable:
        return None
