"""Fit of a tool (ツールの合い方): how well a tool serves a process that the self-check found, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hojokin.flow.self_check import ToolSearch
from hojokin.flow.self_check_questions import questions
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference.processes import process_industries, process_kinds


@dataclass(frozen=True, slots=True)
class ToolFacts:
    """What is known of a tool: codes of its processes and trades, and the text that describes it."""

    processes: tuple[str, ...]
    industries: tuple[str, ...]
    text: str
    is_cloud: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """A whole number to rank by, and the reasons in words."""

    score: int
    reasons: tuple[Text, ...]


def fit(tool: ToolFacts, wanted: ToolSearch, size: str) -> Fit:
    """How well a tool serves what is wanted in a workplace of a size."""
    told = list(_weighed(tool, wanted, size))
    return Fit(sum(weight for weight, _ in told), tuple(text for _, text in told))


def _weighed(tool: ToolFacts, wanted: ToolSearch, size: str) -> Iterator[tuple[int, Text]]:
    asked = questions()
    weights = asked.fit
    names = {each.code: Text(each.name_ja, each.name_en) for each in process_kinds()}
    served = [kind for kind in tool.processes if kind in wanted.kinds]
    if served:
        best = max(served, key=lambda kind: wanted.kinds[kind])
        yield weights.kind * wanted.kinds[best], _said("kind", names[best])
    trades = {each.prefix: Text(each.name_ja, each.name_en) for each in process_industries()}
    if wanted.industry in tool.industries:
        yield weights.trade, _said("trade", trades[wanted.industry])
    held = [word for word in wanted.words if word in tool.text][: weights.words_counted]
    if held:
        quoted = "".join(f"「{word}」" for word in held)
        yield weights.word * len(held), _said("word", Text("」「".join(held), quoted))
    if tool.is_cloud and size and asked.sizes[size].is_small:
        yield weights.cloud, _said("cloud", Text("", ""))


def _said(reason: str, said: Text) -> Text:
    shape = questions().reasons[reason]
    return Text(shape.ja.format(said=said.ja), shape.en.format(said=said.en))
