"""The codes of tools and vendors: one word for one thing, though two sets share a code."""

from hojokin.office.catalogue.codes import TRACK_LABELS, VENDOR_FORM_LABELS
from hojokin.office.search.schema import VALUES, Facet
from hojokin.rules.editions import TRACKS


def test_a_track_of_the_search_is_called_as_the_rules_call_it() -> None:
    assert {code: told.ja for code, told in VALUES[Facet.TRACK].items()} == {
        code: track.label.ja for code, track in TRACKS.items()
    }


def test_the_consortium_track_and_the_consortium_of_vendors_are_two_things() -> None:
    assert TRACK_LABELS["consortium"].ja == "複数者連携デジタル化・AI導入枠"
    assert VENDOR_FORM_LABELS["consortium"].ja == "コンソーシアム"
