"""Mail leaves by SMTP or stays in the local inbox, and nobody can smuggle a header into it."""

import smtplib
import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from hojokin.office.adapters.inbox import LocalInbox
from hojokin.office.adapters.mail.local import LocalMail
from hojokin.office.adapters.mail.smtp import SmtpMail
from hojokin.office.ports.mail import Attachment, Mail
from hojokin.office.ports.outside import Refused, Unavailable

TO = "taro@example.jp"
PDF = Attachment("受付控😀.pdf", "application/pdf", b"%PDF-1.7\n\x00\xff")


class MailServer:
    """A mail server that keeps what it gets, and refuses by the code it was told."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.refusals: dict[str, str] = {}
        self.messages: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.socket.getsockname()[1])

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            with client, client.makefile("rwb", buffering=0) as stream:
                self._talk(stream)

    def _talk(self, stream: Any) -> None:
        stream.write(b"220 ready\r\n")
        for line in iter(stream.readline, b""):
            word = line[:4].decode().upper()
            if word == "DATA" and word not in self.refusals:
                stream.write(b"354 go on\r\n")
                self.messages.append(b"".join(iter(stream.readline, b".\r\n")))
            stream.write(f"{self.refusals.get(word, '250 fine')}\r\n".encode())


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A mail server, and settings that name it."""
    running = MailServer()
    settings.DEFAULT_FROM_EMAIL = "事務局 <office@example.jp>"
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": running.port, "timeout": 2},
        }
    }
    yield running
    running.socket.close()


@pytest.fixture(params=[LocalMail, SmtpMail])
def mail(request: pytest.FixtureRequest, data: Path, server: MailServer) -> Mail:
    """Either way of sending."""
    adapter: Mail = request.param()
    return adapter


def test_mail_stays_in_the_local_inbox_with_its_files(data: Path) -> None:
    LocalMail().send(TO, "交付申請を受け付けました", "株式会社𠮷野 様\n\n受け付けました。😀", [PDF], key="k1")

    (message,) = LocalInbox().messages()
    assert (message.channel, message.to, message.key) == ("mail", TO, "k1")
    assert (message.subject, message.text) == (
        "交付申請を受け付けました",
        "株式会社𠮷野 様\n\n受け付けました。😀",
    )
    assert message.attachments == (PDF,)
    assert LocalInbox().message(message.name) == message
    assert LocalInbox().message("../secret_key") is None


def test_the_newest_message_comes_first_and_a_second_copy_is_dropped(data: Path) -> None:
    for key in ("a", "b", "a", ""):
        LocalMail().send(TO, f"件名 {key}", "本文", key=key)

    assert [each.subject for each in LocalInbox().messages()] == ["件名 ", "件名 b", "件名 a"]


def test_mail_is_handed_to_the_server(server: MailServer) -> None:
    SmtpMail().send(TO, "交付決定のお知らせ", "本文です。", [PDF], key="abc")

    (raw,) = server.messages
    message = message_from_bytes(raw, policy=policy.default)
    (attached,) = message.iter_attachments()
    body = message.get_body()
    assert body is not None
    assert (message["To"], message["Subject"]) == (TO, "交付決定のお知らせ")
    assert message["Message-ID"] == "<abc@example.jp>"
    assert body.get_content().strip() == "本文です。"
    assert (attached.get_filename(), attached.get_content()) == (PDF.name, PDF.content)


@pytest.mark.parametrize("to", ["", "taro", "a@example.jp\nBcc: b@example.jp", "a@example.jp, b@example.jp"])
def test_what_is_not_one_address_is_refused(mail: Mail, to: str) -> None:
    with pytest.raises(Refused) as refused:
        mail.send(to, "件名", "本文")

    assert refused.value.text.ja.startswith("メールアドレスの形式")


@pytest.mark.parametrize("subject", ["a\nBcc: b@example.jp", "a\r\n\r\nbody", "a\x00", "a\u2028b"])
def test_a_second_line_in_the_subject_is_refused(mail: Mail, subject: str, server: MailServer) -> None:
    with pytest.raises(Refused):
        mail.send(TO, subject, "本文")

    assert (server.messages, LocalInbox().messages()) == ([], ())


@pytest.mark.parametrize(
    ("word", "answer", "kind"),
    [
        ("RCPT", "550 no such person", Refused),
        ("RCPT", "451 try later", Unavailable),
        ("DATA", "554 refused", Refused),
        ("DATA", "452 full", Unavailable),
    ],
)
def test_what_the_server_refuses_for_good_is_not_tried_again(
    server: MailServer, word: str, answer: str, kind: type[Exception]
) -> None:
    server.refusals[word] = answer

    with pytest.raises(kind) as error:
        SmtpMail().send(TO, "件名", "本文")

    assert isinstance(error.value.__cause__, smtplib.SMTPException)


def test_a_server_that_is_away_is_tried_again(server: MailServer, settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        settings.MAILERS["default"]["OPTIONS"]["port"] = closed.getsockname()[1]

    with pytest.raises(Unavailable) as error:
        SmtpMail().send(TO, "件名", "本文")

    assert error.value.temporary
