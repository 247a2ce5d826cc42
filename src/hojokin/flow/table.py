"""Transition table (状態遷移表): the life of a filing as rows; buttons, rights and the printed diagram follow from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hojokin.flow.roles import Role
from hojokin.rules.engine.facts import Text


class Need(StrEnum):
    """What must be at hand before a step (条件): each name has one guard in the office."""

    COMPLETE = "complete"  # no error is left in the form
    ANSWERED = "answered"  # every open finding has an answer
    FINDINGS = "findings"  # at least one open finding
    NO_FINDINGS = "no_findings"  # no open finding
    OATH = "oath"  # every item of the oath, one by one
    CODE = "code"  # the code that came by SMS
    REASON = "reason"  # a reason in words
    IN_TIME = "in_time"  # the deadline has not passed
    DUE = "due"  # a day, still to come, by which who gets it has to act
    SECOND_PERSON = "second_person"  # somebody other than the one who took the step before
    NO_CONFLICT = "no_conflict"  # who acts has declared no tie to the parties
    MEMBERS_READY = "members_ready"  # every member of the consortium has handed over its part
    FIRST_TOOL = "first_tool"  # a tool that may be registered first is filed with it
    SCORED = "scored"  # every reviewer whom the decision needs has finished a score sheet


class Refused(Exception):
    """A step that the table does not offer (できない操作). ``why`` is for the person who tried."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(frozen=True, slots=True)
class State:
    """Where a filing stands (状態), in words, and whose turn it is. A state that waits for nobody has no turn."""

    code: str
    label: Text
    turn: Role | None
    said: Text  # one sentence: what happens now, and what next
    source: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """One step (遷移): from any of ``start`` to ``end``, by any of ``by``, when every need is met.

    ``tells`` are the roles that get a notice of the event ``<table>.<action>``.
    """

    action: str
    label: Text
    start: tuple[str, ...]
    end: str
    by: tuple[Role, ...]
    needs: tuple[Need, ...] = ()
    tells: tuple[Role, ...] = ()
    is_main: bool = False  # the one primary button
    source: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """States and steps of one kind of filing. ``editable`` says which roles may write in a state."""

    code: str
    first: str
    states: Mapping[str, State]
    transitions: tuple[Transition, ...]
    editable: Mapping[str, frozenset[Role]]

    def offered(self, state: str, roles: Collection[Role]) -> tuple[Transition, ...]:
        """The steps that these roles may take from a state, in the table's order."""
        return tuple(
            each for each in self.transitions if state in each.start and not set(each.by).isdisjoint(roles)
        )

    def step(self, state: str, action: str, role: Role) -> Transition:
        """The step of that name. Raises Refused, saying why, when the table has none for this state and role."""
        named = [each for each in self.transitions if each.action == action]
        here = [each for each in named if state in each.start]
        for each in here:
            if role in each.by:
                return each
        raise Refused(_why(self.states[state], named, here))

    def may_write(self, state: str, role: Role) -> bool:
        """Whether a role may change what the filing says in this state."""
        return role in self.editable.get(state, frozenset())


def _why(state: State, named: list[Transition], here: list[Transition]) -> Text:
    if not named:
        return Text("この操作はありません。", "There is no such step.")
    label = named[0].label
    if not here:
        return Text(
            f"いまは「{state.label.ja}」のため「{label.ja}」はできません。画面を開き直して、最新の状態を確かめてください。",
            f"“{label.en}” is not possible now: the state is “{state.label.en}”. Reload the page to see where it stands.",
        )
    return Text(
        f"「{label.ja}」はあなたの役割ではできません。担当の方に依頼してください。",
        f"Your role may not take the step “{label.en}”. Ask the person in charge.",
    )
