"""Actor (操作者): who acts, as whom, for which party and from where; every action and every query of rights takes one."""

from __future__ import annotations

from dataclasses import dataclass

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.records.models import Party, Person


@dataclass(frozen=True, slots=True)
class Actor:
    """Actor (操作者). ``origin`` is a keyed hash of the network address; ``device`` one of the browser's own mark."""

    person: Person | None
    role: Role
    party: Party | None = None
    origin: str = ""
    device: str = ""

    @property
    def is_secretariat(self) -> bool:
        """Whether the actor sits in the office."""
        return self.role in SECRETARIAT


SYSTEM = Actor(None, Role.SYSTEM)
