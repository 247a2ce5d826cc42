"""Chain (監査記録の連鎖): each link's digest covers the link before it, so that no past link can change unseen.

What a link says about personal data is a digest under a secret of its subject. When the secret is erased with the
data, the digest says nothing any more and the chain still holds.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hojokin.flow.canonical import canonical, moment
from hojokin.rules.engine.facts import Text

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One link (連鎖の1件), without its digest."""

    sequence: int
    at: datetime
    person: str
    role: str
    origin: str
    device: str
    what: str
    subject: str
    changes: Mapping[str, object]

    def digest(self, previous: str) -> str:
        """The digest of this link after the one before. Raises ValueError for what has no canonical form."""
        body = {
            "sequence": self.sequence,
            "at": moment(self.at),
            "person": self.person,
            "role": self.role,
            "origin": self.origin,
            "device": self.device,
            "what": self.what,
            "subject": self.subject,
            "changes": self.changes,
        }
        return hashlib.sha256(previous.encode() + b"\n" + canonical(body)).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends (連鎖の先端)."""

    sequence: int = 0
    digest: str = START


@dataclass(frozen=True, slots=True)
class Stored:
    """A link as it was found, with the digests that stand beside it."""

    link: Link
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first link that does not hold (連鎖の切れ目)."""

    sequence: int
    text: Text


def hidden(secret: str, sequence: int, name: str, value: object) -> str:
    """What a link keeps of a value that must be erasable: a digest that nobody can guess without the secret."""
    said = canonical([sequence, name, value])
    return hmac.new(bytes.fromhex(secret), said, hashlib.sha256).hexdigest()


def first_break(found: Iterable[Stored], head: Head, anchor: Head | None = None) -> Break | None:
    """The first link that was edited, removed, moved or cut off; None when the chain reaches its head unbroken.

    ``anchor`` is a head that somebody wrote down outside: the chain must still pass through it.
    """
    end = Head()
    is_anchored = anchor is None or anchor == end
    for each in found:
        if problem := _problem(each, end):
            return Break(end.sequence + 1, problem)
        end = Head(each.link.sequence, each.digest)
        is_anchored = is_anchored or anchor == end
        if anchor is not None and anchor.sequence == end.sequence and anchor != end:
            return Break(end.sequence, _NOT_ANCHORED)
    if end != head:
        return Break(min(end.sequence, head.sequence) + 1, _cut(end, head))
    return None if is_anchored else Break(end.sequence + 1, _NOT_ANCHORED)


def _problem(each: Stored, end: Head) -> Text | None:
    if each.link.sequence != end.sequence + 1:
        return Text(
            f"{end.sequence + 1}番の記録がありません。次にあるのは{each.link.sequence}番です。",
            f"Row {end.sequence + 1} is missing; the next one is {each.link.sequence}.",
        )
    if each.previous != end.digest:
        return Text(
            "前の記録につながっていません。並べ替えか差し替えがあります。",
            "It does not follow the row before: rows were moved or replaced.",
        )
    if not _holds(each):
        return Text(
            "内容が記録されたときのものではありません。書き換えられています。",
            "It does not say what was recorded: the row was edited.",
        )
    return None


def _holds(each: Stored) -> bool:
    try:
        return each.link.digest(each.previous) == each.digest
    except ValueError:  # what has no canonical form was never recorded
        return False


def _cut(end: Head, head: Head) -> Text:
    if end.sequence == head.sequence:
        return Text(
            "連鎖の先端の控えと最後の記録が一致しません。",
            "The head of the chain is not the last row's digest.",
        )
    return Text(
        f"記録は{end.sequence}番で終わりますが、先端の控えは{head.sequence}番です。末尾が切り取られたか、控えが書き換えられています。",
        f"The rows end at {end.sequence}, the head says {head.sequence}: rows were cut off or the head was edited.",
    )


_NOT_ANCHORED = Text(
    "外部に控えた先端と一致しません。連鎖全体が作り直されたおそれがあります。",
    "The chain does not pass through the head that was kept outside: it may have been written anew.",
)
