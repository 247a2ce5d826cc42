"""Loading (様式の読み込み): YAML files of forms become Form values; every fault of a file is reported at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from hojokin.flow.form import FieldKind, Form, FormField, Option, Section, When
from hojokin.flow.roles import Role
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read

_FIELD_KEYS = frozenset(
    [
        "kind",
        "label",
        "label_en",
        "party",
        "required",
        "at_least",
        "at_most",
        "help",
        "help_en",
        "where",
        "where_en",
        "example",
        "options",
        "options_of",
        "columns",
        "when",
        "tracks",
        "source",
        "unconfirmed",
    ]
)


class FormError(ValueError):
    """A form file that cannot be used; the message lists every problem."""


@cache
def load_form(name: str, edition: str) -> Form:
    """The packaged form ``forms/<name>.yaml``. Raises FormError listing every fault of the file."""
    text = files("hojokin.flow").joinpath("forms", f"{name}.yaml").read_text(encoding="utf-8")
    return parse_form(name, edition, text)


@cache
def form_of_track(name: str, edition: str, track: str) -> Form:
    """The same as one track asks it."""
    return load_form(name, edition).of_track(track)


def parse_form(name: str, edition: str, text: str) -> Form:
    """A form from YAML text; sections and fields that name ``editions`` without this one are left out."""
    raw = read(text)
    faults: list[str] = []
    sections = tuple(
        _section(key, entry, edition, faults)
        for key, entry in raw["sections"].items()
        if _in_edition(entry, edition)
    )
    form = Form(name, edition, Text(raw["title"], raw["title_en"]), sections)
    faults += _crossed(form)
    if faults:
        raise FormError(f"{name}: " + "; ".join(faults))
    return form


def _in_edition(entry: Mapping[str, Any], edition: str) -> bool:
    return edition in entry.get("editions", [edition])


def _section(name: str, raw: Mapping[str, Any], edition: str, faults: list[str]) -> Section:
    party = raw.get("party", "")
    fields = tuple(
        _field(key, {**({"party": party} if party else {}), **entry}, faults)
        for key, entry in raw["fields"].items()
        if _in_edition(entry, edition)
    )
    shared = tuple(_when(each) for each in raw.get("when", ()))
    tracks = frozenset(raw.get("tracks", ()))
    fields = tuple(
        replace(
            each,
            when=shared + each.when,
            tracks=each.tracks & tracks if each.tracks and tracks else each.tracks | tracks,
        )
        for each in fields
    )
    return Section(
        name, Text(raw["title"], raw["title_en"]), fields, _text(raw, "lead"), str(raw.get("source", ""))
    )


def _field(name: str, raw: Mapping[str, Any], faults: list[str]) -> FormField:
    faults += [f"{name}: unknown key {key}" for key in sorted(raw.keys() - _FIELD_KEYS - {"editions"})]
    faults += [
        f"{name}: {key} is missing" for key in ("kind", "label", "label_en", "party") if key not in raw
    ]
    columns = tuple(
        _field(key, {"party": raw.get("party", "vendor"), **entry}, faults)
        for key, entry in raw.get("columns", {}).items()
    )
    return FormField(
        name=name,
        kind=FieldKind(raw.get("kind", "text")),
        label=Text(raw.get("label", ""), raw.get("label_en", "")),
        party=Role(raw.get("party", "vendor")),
        required=raw.get("required", True),
        at_least=raw.get("at_least"),
        at_most=raw.get("at_most"),
        help=_text(raw, "help"),
        where=_text(raw, "where"),
        example=str(raw.get("example", "")),
        options=_options(raw.get("options", {})),
        options_of=raw.get("options_of", ""),
        columns=columns,
        when=tuple(_when(each) for each in raw.get("when", ())),
        tracks=frozenset(raw.get("tracks", ())),
        source=str(raw.get("source", "")),
        unconfirmed=raw.get("unconfirmed", False),
    )


def _text(raw: Mapping[str, Any], key: str) -> Text | None:
    return Text(raw[key], raw[f"{key}_en"]) if key in raw else None


def _options(raw: Mapping[str, Any]) -> tuple[Option, ...]:
    return tuple(Option(str(code), Text(*said[:2]), _help(said)) for code, said in raw.items())


def _help(said: Sequence[str]) -> Text | None:
    return Text(said[2], said[3]) if len(said) > 3 else None


def _when(raw: Mapping[str, Any]) -> When:
    return When(raw["field"], frozenset(str(each) for each in raw["is"]))


def _crossed(form: Form) -> list[str]:
    """Faults between fields: a name used twice, a condition on a field that is not there, a choice of nothing."""
    names = [each.name for each in form.fields()]
    faults = [f"{name} is used twice" for name in sorted({name for name in names if names.count(name) > 1})]
    for each in form.fields():
        faults += [f"{each.name}: no field {when.field}" for when in each.when if when.field not in names]
        chooses = each.kind in {FieldKind.CHOICE, FieldKind.CHOICES}
        if chooses and not (each.options or each.options_of):
            faults.append(f"{each.name}: nothing to choose from")
        if (each.kind is FieldKind.TABLE) != bool(each.columns):
            faults.append(f"{each.name}: columns belong to a table")
    return faults
