"""Local inbox (受信箱): mail and SMS of a demonstration, kept as files in HOJOKIN_DATA/inbox instead of being sent."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

from hojokin.office import clock
from hojokin.office.adapters.folders import appearing, private_folder
from hojokin.office.ports.mail import Attachment

_CHANNEL = "X-Hojokin-Channel"
_KEY = "X-Hojokin-Key"


@dataclass(frozen=True, slots=True)
class LocalMessage:
    """Message in the local inbox (受信したメッセージ): by mail or sms; the name finds it again."""

    name: str
    channel: str
    to: str
    subject: str
    text: str
    sent_at: datetime
    key: str
    attachments: tuple[Attachment, ...]


class LocalInbox:
    """A folder of .eml files, which any mail program opens."""

    def __init__(self, folder: Path | str | None = None) -> None:
        self._folder = Path(folder) if folder else private_folder("inbox")

    def keep(self, message: EmailMessage, *, channel: str, key: str) -> None:
        """Keep a message; a second copy under the same key is dropped."""
        mark = hashlib.sha256(key.encode()).hexdigest()[:16] if key else secrets.token_hex(8)
        kept = self._folder / f"{mark}.key"
        if kept.exists():
            return
        now = clock.now()
        message["Date"] = format_datetime(now)
        message[_CHANNEL] = channel
        message[_KEY] = key
        # Whole, but not waited for until it is on the disk: a journey of the demo's clock sends thousands.
        with appearing(self._folder) as (file, path):
            file.write(message.as_bytes())
            file.flush()
            path.replace(self._folder / f"{now:%Y%m%dT%H%M%S%f}-{mark}.eml")
        kept.touch()

    def names(self) -> tuple[str, ...]:
        """The names of everything received, the newest first; no message is opened."""
        return tuple(path.stem for path in sorted(self._folder.glob("*.eml"), reverse=True))

    def messages(self) -> tuple[LocalMessage, ...]:
        """Everything received, the newest first."""
        return tuple(_read(path) for path in sorted(self._folder.glob("*.eml"), reverse=True))

    def message(self, name: str) -> LocalMessage | None:
        """The message of this name, or None."""
        path = self._folder / f"{name}.eml"
        return _read(path) if path.parent == self._folder and path.is_file() else None


def _read(path: Path) -> LocalMessage:
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(path.read_bytes())
    body = message.get_body(("plain",))
    return LocalMessage(
        name=path.stem,
        channel=str(message[_CHANNEL] or "mail"),
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=str(body.get_content()).removesuffix("\n") if body else "",
        sent_at=parsedate_to_datetime(str(message["Date"])),
        key=str(message[_KEY] or ""),
        attachments=tuple(_attachment(part) for part in message.iter_attachments()),
    )


def _attachment(part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    return Attachment(
        part.get_filename() or "",
        part.get_content_type(),
        content if isinstance(content, bytes) else b"",
    )
