"""Catalogue (規則一覧) of a rulebook for readers, and the difference between two editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any, Literal

from hojokin.rules.answers import shown
from hojokin.rules.citations import sources
from hojokin.rules.editions import BOOKS, EDITIONS, rulebook
from hojokin.rules.engine.facts import Input, Problem, Text
from hojokin.rules.engine.loading import Block
from hojokin.rules.engine.rulebook import Rule, Rulebook
from hojokin.rules.explanation import MARKS, said
from hojokin.rules.json_text import quoted
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.wording import meant

Kind = Literal["parameter", "rule", "book"]
Change = Literal["added", "removed", "changed", "formula", "clause"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed between two editions; ``before`` and ``after`` are empty where there was none."""

    book: str
    kind: Kind
    change: Change
    name: str
    label: Text
    before: str
    after: str
    clause: str


def catalogue(book: str, edition: str) -> dict[str, Any]:
    """Everything a rulebook holds, ready for JSON. Raises KeyError for an unknown book or edition."""
    made = rulebook(book, edition)
    return {
        "book": book,
        "label": BOOKS[book].label.ja,
        "label_en": BOOKS[book].label.en,
        "edition": edition,
        "documents": {role: asdict(sources()[key]) for role, key in made.parameters.documents.items()},
        "inputs": [_input(each) for each in made.inputs.values()],
        "parameters": [_block(each) for each in made.parameters.blocks.values()],
        "rules": [_rule(each) for each in made.rules.values()],
    }


def books_of(edition: str) -> list[str]:
    """The rulebooks that an edition has. Raises KeyError for an unknown edition."""
    code = EDITIONS[edition].code
    root = resources.files("hojokin.rules")
    return [
        name
        for name, book in BOOKS.items()
        if all(root.joinpath(file.format(edition=code)).is_file() for file in book.parameter_files)
    ]


def diff(before: str, after: str) -> list[Difference]:
    """What changed between two editions, book by book. Raises KeyError for an unknown edition."""
    old, new = books_of(before), books_of(after)
    return [
        difference
        for book in BOOKS
        for difference in (
            _differences(book, rulebook(book, before), rulebook(book, after))
            if book in old and book in new
            else _whole_book(book, is_old=book in old, is_new=book in new)
        )
    ]


def known(what: str, given: str, codes: Iterable[str]) -> None:
    """Nothing for a known code. Raises InvalidQuestion with the nearest known one otherwise."""
    listed = [str(code) for code in codes]
    if given in listed:
        return
    near = meant(given, listed)
    name = _NOUNS[what]
    hint = f"「{near}」ではありませんか。" if near else f"次から選んでください: {', '.join(listed)}。"
    hint_en = f"Did you mean {near!r}?" if near else f"Choose one of {', '.join(listed)}."
    text = Text(
        f"{name.ja}{quoted(given)}はありません。{hint}", f"There is no {name.en} {quoted(given)}. {hint_en}"
    )
    raise InvalidQuestion([Problem("", "code", text)])


_NOUNS = {
    "edition": Text("年度", "edition"),
    "book": Text("規則集", "rulebook"),
    "track": Text("申請枠", "track"),
    "table": Text("参照表", "table"),
    "schema": Text("スキーマ", "schema"),
    "form": Text("組織形態", "legal form"),
    "circumstance": Text("事情", "circumstance"),
}


def _whole_book(book: str, *, is_old: bool, is_new: bool) -> Iterator[Difference]:
    if is_old != is_new:
        label = BOOKS[book].label
        yield Difference(book, "book", "removed" if is_old else "added", book, label, "", "", "")


def _differences(book: str, old: Rulebook, new: Rulebook) -> Iterator[Difference]:
    yield from _changed_parameters(book, old.parameters.blocks, new.parameters.blocks)
    for name in dict.fromkeys([*old.rules, *new.rules]):
        yield from _changed_rule(book, name, old.rules.get(name), new.rules.get(name))


def _changed_parameters(
    book: str, old: Mapping[str, Block], new: Mapping[str, Block]
) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        block = new.get(name) or old[name]
        before, after = (dict(side[name].values) if name in side else {} for side in (old, new))
        for key in dict.fromkeys([*before, *after]):
            if key in before and key in after and before[key] == after[key]:
                continue
            change: Change = (
                "changed" if key in before and key in after else "added" if key in after else "removed"
            )
            was, now = (_text(side[key]) if key in side else "" for side in (before, after))
            label = Text(f"{block.label}（{key}）", f"{block.label_en} ({key})")
            yield Difference(book, "parameter", change, f"{name}.{key}", label, was, now, block.clause)


def _changed_rule(book: str, name: str, old: Rule | None, new: Rule | None) -> Iterator[Difference]:
    either = new or old
    if either is None or (old and new and old.body is new.body):
        return
    change: Change = "added" if old is None else "removed" if new is None else "formula"
    was, now = (f"{side.label.ja}（{side.clause}）" if side else "" for side in (old, new))
    yield Difference(book, "rule", change, name, either.label, was, now, either.clause)


def _text(value: object) -> str:
    made = shown(value)
    return (
        "、".join(map(str, made))
        if isinstance(made, list)
        else f"{made:,}"
        if type(made) is int
        else str(made)
    )


def _input(each: Input) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": each.name,
        "label": each.label.ja,
        "label_en": each.label.en,
        "unit": each.kind,
        "topic": each.topic,
    }
    told |= {
        "lowest": each.lowest,
        "highest": each.highest,
        "default": each.default,
        "required": each.required,
    }
    if each.choices is not None:
        told["choices"] = {member.name.lower(): int(member) for member in each.choices}
    for key, text in (("help", each.help), ("document", each.document)):
        if text is not None:
            told |= {key: text.ja, f"{key}_en": text.en}
    return told


def _block(each: Block) -> dict[str, Any]:
    return {
        "name": each.name,
        "label": each.label,
        "label_en": each.label_en,
        "clause": each.clause,
        "facts": list(each.facts),
        "unit": each.unit,
        "values": shown(each),
    }


def _rule(each: Rule) -> dict[str, Any]:
    message = each.declared.message
    return {
        "name": each.name,
        "label": each.label.ja,
        "label_en": each.label.en,
        "role": each.role,
        "topic": each.declared.topic,
        "unit": each.unit,
        "clause": each.clause,
        "source": each.source,
        "facts": list(each.facts),
        "standing": each.standing.value,
        "uses": list(each.arguments),
        "message": message.ja if message else None,
        "message_en": message.en if message else None,
    }


_CHANGES = {
    "added": Text("追加", "added"),
    "removed": Text("廃止", "removed"),
    "changed": Text("変更", "changed"),
    "formula": Text("計算方法の変更", "formula changed"),
    "clause": Text("条項の変更", "clause changed"),
}
_ROLES = {
    "calculation": Text("計算", "Calculations"),
    "criterion": Text("条件", "Conditions"),
    "caution": Text("注意", "Cautions"),
    "obligation": Text("義務", "Obligations"),
}


def diff_text(found: list[Difference], before: str, after: str, language: str = "ja") -> str:
    """The differences as text, book by book."""
    head = Text(
        f"{EDITIONS[before].label.ja} から {EDITIONS[after].label.ja} への変更: {len(found)}件",
        f"From {EDITIONS[before].label.en} to {EDITIONS[after].label.en}: {len(found)} changes",
    )
    lines = [head.in_language(language)]
    for book in dict.fromkeys(each.book for each in found):
        lines += ["", BOOKS[book].label.in_language(language)]
        lines += [_difference_line(each, language) for each in found if each.book == book]
    return "\n".join(lines) + "\n"


def _difference_line(each: Difference, language: str) -> str:
    change = _CHANGES[each.change].in_language(language)
    values = f"{each.before or '-'} → {each.after or '-'}" if each.kind == "parameter" else ""
    clause = f"［{each.clause}］" if each.clause else ""
    return f"  - {change} {each.label.in_language(language)}" + (f": {values}" if values else "") + clause


def catalogue_text(book: str, edition: str, language: str = "ja") -> str:
    """A rulebook for readers. Raises KeyError for an unknown book or edition."""
    made = rulebook(book, edition)
    lines = [f"{BOOKS[book].label.in_language(language)} / {EDITIONS[edition].label.in_language(language)}"]
    for role, key in made.parameters.documents.items():
        document = sources()[key]
        lines.append(f"  {role}: {document.title if language != 'en' else document.title_en}")
    lines += ["", Text("項目", "Facts").in_language(language), *_input_lines(made, language)]
    lines += ["", Text("数値", "Printed numbers").in_language(language)]
    for block in made.parameters.blocks.values():
        lines.append(f"  - {block.japanese() if language != 'en' else block.english()}［{block.clause}］")
    for role, heading in _ROLES.items():
        rules = [each for each in made.rules.values() if each.role == role]
        if rules:
            lines += ["", heading.in_language(language), *(_rule_line(each, language) for each in rules)]
    return "\n".join(lines) + "\n"


def _input_lines(made: Rulebook, language: str) -> Iterator[str]:
    for each in made.inputs.values():
        bounds = ""
        if each.choices is not None:
            bounds = ", ".join(member.name.lower() for member in each.choices)
        elif each.kind != "flag":
            bounds = f"{said(each.lowest, each.kind, language)} – {said(each.highest, each.kind, language)}"
        needed = Text("必須", "required") if each.required else Text("任意", "optional")
        told = "; ".join(part for part in (needed.in_language(language), bounds) if part)
        yield f"  - {each.name}: {each.label.in_language(language)} ({told})"


def _rule_line(each: Rule, language: str) -> str:
    facts = " ".join(each.facts)
    mark = MARKS[each.standing].in_language(language)
    return f"  - {each.name}: {each.label.in_language(language)}［{each.clause}; {facts}］{mark}"
