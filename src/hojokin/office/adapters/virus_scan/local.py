"""Local scan for demonstrations: the test string of the scanners' makers, and active content of a document."""

from __future__ import annotations

from typing import BinaryIO

from hojokin.office.adapters.inspection.content import content_problems
from hojokin.office.ports.virus_scan import Scan, Verdict

# In two halves, so that a scanner does not take this file for what it looks for.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class LocalVirusScan:
    """Local scanner (簡易検査). It knows no virus: production uses ClamAV."""

    def scan(self, stream: BinaryIO) -> Scan:
        """Infected when the test string or something active is inside."""
        content = stream.read()
        if EICAR in content:
            return Scan(Verdict.INFECTED, "Eicar-Test-Signature")
        for problem in content_problems(content):
            if problem.active:
                return Scan(Verdict.INFECTED, f"Hojokin.{problem.code}")
        return Scan(Verdict.CLEAN)
