"""SMS that stays here: written into the local inbox."""

from __future__ import annotations

from email.message import EmailMessage

from hojokin.office.adapters.inbox import LocalInbox
from hojokin.office.adapters.sms.numbers import checked, international


class LocalSms:
    """Local SMS (ローカルのSMS)."""

    def send(self, number: str, text: str, *, key: str = "") -> None:
        """Put it into the inbox. Raises Refused."""
        message = EmailMessage()
        message["To"] = international(number)
        message.set_content(checked(text))
        LocalInbox().keep(message, channel="sms", key=key)
