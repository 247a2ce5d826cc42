"""Mail through Django's mailer, SMTP as the settings say."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from hojokin.office.adapters.mail.checking import BAD_ADDRESS, check_head
from hojokin.office.ports.mail import Attachment
from hojokin.office.ports.outside import OutsideError, Refused, Unavailable
from hojokin.rules.engine.facts import Text

AWAY = Text(
    "メールサーバーに接続できませんでした。自動的に再送します。",
    "The mail server could not be reached. It will be tried again.",
)


class SmtpMail:
    """SMTP mail (メール送信) by a mailer of MAILERS."""

    def __init__(self, mailer: str = "default") -> None:
        self._mailer = mailer

    def send(
        self, to: str, subject: str, text: str, attachments: Sequence[Attachment] = (), *, key: str = ""
    ) -> None:
        """Hand it to the mail server. Raises Refused or Unavailable."""
        check_head(to, subject)
        message = EmailMessage(subject, text, to=[to], headers=_identity(key))
        for each in attachments:
            message.attach(each.name, each.content, each.media_type)
        try:
            mailers[self._mailer].send_messages([message])
        except (smtplib.SMTPException, OSError) as error:
            raise _outcome(error) from error


def _identity(key: str) -> dict[str, str]:
    """The same Message-ID at every try, whichever machine tries."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return {"Message-ID": f"<{key}@{domain}>"} if key else {}


def _outcome(error: Exception) -> OutsideError:
    """A server that refuses this message for good, or one that may take it later; a wrong password is ours."""
    if any(_for_good(code) for code in _codes(error)):
        return Refused(BAD_ADDRESS, str(error))
    return Unavailable(AWAY, str(error))


def _codes(error: Exception) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    if isinstance(error, smtplib.SMTPDataError | smtplib.SMTPSenderRefused):
        return [int(error.smtp_code)]
    return []


def _for_good(code: int) -> bool:
    return 500 <= code < 600
