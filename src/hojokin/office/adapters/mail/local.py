"""Mail that stays here: written into the local inbox."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage

from django.conf import settings

from hojokin.office.adapters.inbox import LocalInbox
from hojokin.office.adapters.mail.checking import check_head
from hojokin.office.ports.mail import Attachment


class LocalMail:
    """Local mail (ローカルのメール)."""

    def send(
        self, to: str, subject: str, text: str, attachments: Sequence[Attachment] = (), *, key: str = ""
    ) -> None:
        """Put it into the inbox. Raises Refused."""
        check_head(to, subject)
        message = EmailMessage()
        message["From"] = settings.DEFAULT_FROM_EMAIL
        message["To"] = to
        message["Subject"] = subject
        message.set_content(text)
        for each in attachments:
            main, _, sub = each.media_type.partition("/")
            message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
        LocalInbox().keep(message, channel="mail", key=key)
