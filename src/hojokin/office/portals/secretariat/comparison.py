"""Comparison (版の比較): two versions of a filing, with what was pointed out about the earlier one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import Http404

from hojokin.flow.form import FormField, Section
from hojokin.office.portals.differences import (
    NOW,
    FilePair,
    Pair,
    Side,
    differences,
    file_differences,
    side_now,
    side_of,
)
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import FilingVersion, Finding


@dataclass(frozen=True, slots=True)
class Compared:
    """A field in both versions; without a pair, a file's field that only has findings."""

    field: FormField
    pair: Pair | None
    files: Sequence[FilePair]
    findings: Sequence[Finding]

    @property
    def is_changed(self) -> bool:
        """Whether the versions differ here."""
        in_words = self.pair is not None and self.pair.is_changed
        return in_words or any(each.change != "kept" for each in self.files)


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """A section with those of its fields that are shown."""

    section: Section
    fields: Sequence[Compared]


@dataclass
class Comparison:
    """Two versions side by side. ``a`` and ``b`` are sequences, or "now"; empty ones mean the newest two."""

    view: FilingView
    a: str = ""
    b: str = ""
    shows_all: bool = False

    @cached_property
    def versions(self) -> Mapping[str, FilingVersion]:
        """Every version by its sequence."""
        found = self.view.filing.versions.select_related("submitted_by").order_by("sequence")
        return {str(each.sequence): each for each in found}

    @property
    def choices(self) -> Sequence[str]:
        """What may be compared, in order."""
        return [*self.versions, NOW]

    @cached_property
    def before(self) -> Side:
        """The earlier side: without a choice the last version but one, or the only one."""
        return self._side(self.a or self.choices[max(0, len(self.choices) - 3)])

    @cached_property
    def after(self) -> Side:
        """The later side: without a choice the last version, or for a single one what stands there now."""
        return self._side(self.b or self.choices[-2 if len(self.versions) > 1 else -1])

    @cached_property
    def sections(self) -> Sequence[ComparedSection]:
        """What differs or was pointed out; every field when all are asked for."""
        every = [ComparedSection(each, self._fields(each)) for each in self.view.form.sections]
        return [each for each in every if each.fields]

    @property
    def changes(self) -> int:
        """How many fields differ."""
        return sum(field.is_changed for each in self.sections for field in each.fields)

    @cached_property
    def _pairs(self) -> Mapping[str, Pair]:
        found = differences(self.view, self.before, self.after)
        return {pair.field.name: pair for section in found for pair in section.pairs}

    @cached_property
    def _files(self) -> Sequence[FilePair]:
        return file_differences(self.view, self.before, self.after)

    @cached_property
    def _findings(self) -> Sequence[Finding]:
        """The points that were raised while the earlier version was the newest."""
        since, until = self._moment(self.before), self._moment(self.after)
        if since is None:
            return []
        return [
            each
            for each in self.view.findings
            if since <= each.raised_at and (until is None or each.raised_at < until)
        ]

    def _moment(self, side: Side) -> datetime | None:
        version = self.versions.get(side.label)
        return version.submitted_at if version else None

    def _fields(self, section: Section) -> Sequence[Compared]:
        every = [self._compared(each) for each in section.fields]
        known = [each for each in every if each.pair or each.files or each.findings]
        return [each for each in known if self.shows_all or each.is_changed or each.findings]

    def _compared(self, field: FormField) -> Compared:
        return Compared(
            field,
            self._pairs.get(field.name),
            [each for each in self._files if each.field is not None and each.field.name == field.name],
            [each for each in self._findings if each.field == field.name],
        )

    def _side(self, name: str) -> Side:
        if name == NOW:
            return side_now(self.view)
        if name not in self.versions:
            raise Http404(name)
        return side_of(self.versions[name])
