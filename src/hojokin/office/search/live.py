"""Live index (稼働中の索引): the written index and what has changed since, as one view that follows the database."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from hojokin.office.records.models.revision import current_revision
from hojokin.office.search import source
from hojokin.office.search.docset import DocSet
from hojokin.office.search.segment import Segment, build_segment
from hojokin.office.search.storage import UnusableIndex, current_name, locked, read_build, write_build

MOST_CHANGES = 2_000  # more are written into a new build, in the background

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, and the documents in it that no longer count."""

    segment: Segment
    dead: DocSet


@dataclass(frozen=True, slots=True)
class View:
    """The index at a revision: what was written, and what changed after that."""

    revision: int
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class _Base:
    name: str
    revision: int
    segment: Segment


class LiveIndex:
    """The index of one folder, shared by the threads of a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._base: _Base | None = None
        self._view: View | None = None
        self._lock = threading.Lock()
        self._merging = threading.Lock()

    def view(self) -> View:
        """The index as of now: what was committed before the call is in it."""
        revision, name = current_revision(), current_name(self.folder)
        view, base = self._view, self._base
        if view is not None and base is not None and view.revision == revision and base.name == name:
            return view
        with self._lock:
            return self._refreshed(revision)

    def rebuild(self) -> int:
        """Build from the database and make it current for every process; the answer is the number of tools."""
        with locked(self.folder):
            return self._build()

    def _build(self) -> int:
        revision = current_revision()  # first, so that what is committed meanwhile is read again as a change
        documents = list(source.documents())
        write_build(self.folder, build_segment(documents), revision)
        return len(documents)

    def _refreshed(self, revision: int) -> View:
        base = self._opened()
        keys, documents = source.changed_since(base.revision) if revision != base.revision else ([], [])
        parts = [Part(base.segment, base.segment.places_of(keys))]
        if documents:
            fresh = Segment(build_segment(documents))
            parts.append(Part(fresh, DocSet.none(fresh.size)))
        self._base, self._view = base, View(revision, parts)
        if len(keys) > MOST_CHANGES:
            self._merge_in_background()
        return self._view

    def _opened(self) -> _Base:
        """The current build, made anew when it is missing, damaged or ahead of a database that was put back."""
        base = self._base
        if base and base.name == current_name(self.folder) and base.revision <= current_revision():
            return base
        try:
            return self._read()
        except UnusableIndex as reason:
            logger.warning("The search index is built anew: %s", reason)
        with locked(self.folder):
            try:
                return self._read()  # another process has done it meanwhile
            except UnusableIndex:
                self._build()
                return self._read()

    def _read(self) -> _Base:
        build = read_build(self.folder)
        if build.revision > current_revision():
            raise UnusableIndex("it is ahead of the database")
        return _Base(build.name, build.revision, Segment(build.arrays))

    def _merge_in_background(self) -> None:
        if self._merging.acquire(blocking=False):
            threading.Thread(target=self._merge, name="search-merge", daemon=True).start()

    def _merge(self) -> None:
        try:
            with locked(self.folder, wait=False) as mine:
                if mine:
                    self._build()
        except Exception:
            logger.exception("The search index could not be written anew; the old one stays in use.")
        finally:
            connection.close()
            self._merging.release()


_indexes: dict[Path, LiveIndex] = {}


def live_index() -> LiveIndex:
    """The index of this installation."""
    folder = Path(settings.DATA) / "search"
    return _indexes.setdefault(folder, LiveIndex(folder))
