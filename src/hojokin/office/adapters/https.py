"""One question over HTTPS: no redirect is followed, so that a token goes nowhere else, and no answer is endless."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

LARGEST_ANSWER = 10_000_000
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})
_LATER = frozenset(
    {401, 403, 408, 425, 429}
)  # a token that expired is the operator's to renew; the message waits


@dataclass(frozen=True, slots=True)
class Exchange:
    """What is asked: GET, or POST when there is a body."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    seconds: int = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    content: bytes

    @property
    def fine(self) -> bool:
        """2xx."""
        return 200 <= self.status < 300

    @property
    def later(self) -> bool:
        """The same question may be answered later."""
        return self.status >= 500 or self.status in _LATER


def ask(exchange: Exchange) -> Answer:
    """Ask and read the answer. Raises OSError when nobody answers as HTTP asks for."""
    url = urlsplit(exchange.url)
    connection = _connection(url, exchange.seconds)
    try:
        path = (url.path or "/") + (f"?{url.query}" if url.query else "")
        method = "GET" if exchange.body is None else "POST"
        connection.request(method, path, exchange.body, dict(exchange.headers))
        response = connection.getresponse()
        content = response.read(LARGEST_ANSWER + 1)
    except http.client.HTTPException as error:
        raise OSError(f"{type(error).__name__}: {error}") from error
    finally:
        connection.close()
    if len(content) > LARGEST_ANSWER:
        raise OSError(f"the answer is larger than {LARGEST_ANSWER} bytes")
    return Answer(response.status, content)


def _connection(url: SplitResult, seconds: int) -> http.client.HTTPConnection:
    """Encrypted, except to this machine itself."""
    host = url.hostname or ""
    if url.scheme == "https":
        return http.client.HTTPSConnection(
            host, url.port, timeout=seconds, context=ssl.create_default_context()
        )
    if url.scheme == "http" and host in _HERE:
        return http.client.HTTPConnection(host, url.port, timeout=seconds)
    raise ValueError(f"{url.scheme}://{host} is not asked: only https, or http on this machine")
