"""To whom a paper is addressed (宛名): name, whole address and representative of a party."""

from __future__ import annotations

from collections.abc import Mapping

from hojokin.office.catalogue.codes import prefecture_labels
from hojokin.office.records.models import Party


def addressee(party: Party) -> Mapping[str, str]:
    """What is known of ``name``, ``address`` and ``representative``; gBizID tells prefecture and address apart (GI-14)."""
    prefecture = prefecture_labels()[party.prefecture].ja if party.prefecture else ""
    address = party.address if party.address.startswith(prefecture) else f"{prefecture}{party.address}"
    known = {"name": party.name, "address": address, "representative": party.representative}
    return {field: told for field, told in known.items() if told}
