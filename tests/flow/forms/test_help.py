"""Nobody is asked for anything without a word on what it is."""

import pytest

from hojokin.flow.applications import application_form
from hojokin.flow.form import FieldKind
from hojokin.rules.years import CURRENT

TRACKS = ["normal", "invoice", "electronic_transaction", "security", "consortium"]


@pytest.mark.parametrize("track", TRACKS)
def test_every_field_of_an_application_has_help_a_place_to_look_or_an_example(track: str) -> None:
    fields = application_form(CURRENT, track).fields()

    silent = [
        each.name
        for each in fields
        if each.kind is not FieldKind.DATE and not (each.help or each.where or each.example)
    ]

    assert silent == []
