"""Tracks of earlier grants (過年度の枠): the programme years in which a grant of each track can have been decided.

The years are as wide as the texts allow, so that no true grant is refused: the track of a year without a known
beginning or end stands open, and the consortium track is taken for the years of its earlier name as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hojokin.rules.reference.reading import Cells, Confidence, read_table, repeated


@dataclass(frozen=True, slots=True)
class GrantTrack:
    """A track and its first and last programme year; None where it is open."""

    track: str
    first_year: int | None
    last_year: int | None
    fact: str
    confidence: Confidence

    def existed_in(self, year: int) -> bool:
        """Whether a grant of a programme year can be of this track."""
        begun = self.first_year is None or self.first_year <= year
        return begun and (self.last_year is None or year <= self.last_year)


@cache
def grant_tracks() -> tuple[GrantTrack, ...]:
    """Every track that a grant may have been decided in."""
    return read_table("hojokin.rules.reference", "grant_tracks.csv", _grant_track, check_grant_tracks)


def grant_tracks_of(year: int) -> tuple[str, ...]:
    """The codes of the tracks that a grant of a programme year can be of."""
    return tuple(each.track for each in grant_tracks() if each.existed_in(year))


def check_grant_tracks(rows: Sequence[GrantTrack]) -> list[str]:
    """What is wrong with the table: repeats, and years that run backwards."""
    problems = repeated(each.track for each in rows)
    problems += [
        f"{each.track}: ends before it begins"
        for each in rows
        if each.first_year is not None and each.last_year is not None and each.last_year < each.first_year
    ]
    return problems


def _grant_track(cells: Cells) -> GrantTrack:
    return GrantTrack(
        track=cells.text("track"),
        first_year=cells.optional_whole("first_year"),
        last_year=cells.optional_whole("last_year"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )
