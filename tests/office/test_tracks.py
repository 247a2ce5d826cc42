"""The tracks page tells the rulebooks' own numbers, each in words."""

import pytest
from django.test import Client

from hojokin.office.portals.public.track_cards import TrackCard, word_for
from hojokin.office.queries.tracks import tracks_of
from hojokin.rules.editions import CURRENT
from hojokin.rules.question import TrackCode


def test_every_track_has_a_card() -> None:
    assert {each.code for each in tracks_of(CURRENT)} == {code.value for code in TrackCode}


@pytest.mark.parametrize("track", tracks_of(CURRENT), ids=lambda track: track.code)
def test_numbers_that_stand_together_each_have_a_word(track: object) -> None:
    blocks = [block for block, _standing in track.numbers] + [each.block for each in track.changes]  # type: ignore[attr-defined]

    wordless = {
        key for block in blocks if len(block.values) > 1 for key in block.values if word_for(key) is None
    }

    assert wordless == set()


def test_the_normal_track_tells_its_bands_as_printed(site: Client) -> None:
    page = site.get("/tracks/").text

    assert "50,000円以上1,500,000円未満" in page
    assert "1,500,000円以上4,500,000円以下" in page


def test_what_changed_is_told_with_both_values() -> None:
    normal = next(TrackCard(each) for each in tracks_of(CURRENT) if each.code == TrackCode.NORMAL)

    changed = {
        (each.before, each.after) for each in normal.changes if each.label.endswith("申請額による上乗せ")
    }

    assert changed == {("—", "1%")}
