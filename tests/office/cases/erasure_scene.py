"""A submitted paper with a number that must not be kept, and the two persons who erase it."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from hojokin.flow.roles import Role
from hojokin.office.actions.ask_paper_erasure import ask_paper_erasure
from hojokin.office.actions.erase_paper import erase_paper
from hojokin.office.actions.mask_document import mask_document
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.adapters.paper_numbers import Area
from hojokin.office.queries.paper_erasures import places_of, seen_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Document, Filing, PaperErasure, Party
from tests.office.cases.sample import AT, Scene, actor, browser

GROUND, REASON = "individual_number", "1ページに個人番号があります。"
AREA = Area(1, 0, 0, 1_000, 1_000)


@dataclass(frozen=True)
class Office:
    """A submitted filing with one paper that shows a number, and the second person."""

    here: Scene
    document: Document
    approver: Actor

    @property
    def as_approver(self) -> Client:
        """The browser of whoever decides."""
        return browser(self.approver)

    def asked(self, ground: str = GROUND) -> PaperErasure:
        """Asked for by the reviewer."""
        return ask_paper_erasure(self.document, ground, REASON, by=self.here.reviewer, at=AT)

    def erased(self, erasure: PaperErasure | None = None) -> PaperErasure:
        """Decided by the approver, who saw the places as they are."""
        asked = erasure or self.asked()
        seen = seen_of(places_of(asked.sha256))
        return erase_paper(asked, seen, by=self.approver, at=AT, has_no_tie=True)

    def masked(self) -> Document:
        """Blacked out by the applicant."""
        return mask_document(self.document, [AREA], by=self.here.applicant, at=AT).document


def another(name: str = "株式会社赤城") -> tuple[Filing, Actor]:
    """A filing of somebody else that was never handed in."""
    owner = actor(name, Role.APPLICANT, Party.objects.create(name=name))
    assert owner.party is not None
    return open_filing("sample", About("fy2026", owner.party), by=owner, at=AT), owner
