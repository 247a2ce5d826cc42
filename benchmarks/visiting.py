"""Visiting (訪問): requests of somebody who is signed in, given to the site as its server gives them: as WSGI, with all middleware.

No socket stands between: what server and network cost is the same for every page and would only flatter the ratios.
As on a server, the connection to SQLite is kept by the thread, and the one to PostgreSQL is taken from a pool.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler

from hojokin.office.portals.signin.fingerprints import COOKIE
from hojokin.office.portals.signin.second_factor import HAS_ONE
from hojokin.office.records.models import Person
from hojokin.office.records.sessions import SessionStore

TOKEN = "b" * 32  # of the forms, the same in the cookie


class Visitor:
    """One browser in which somebody is signed in."""

    def __init__(self, site: WSGIHandler, person: Person, backend: str = "") -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = backend or settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session[HAS_ONE] = True
        session.save()
        kept = {
            settings.SESSION_COOKIE_NAME: session.session_key,
            settings.CSRF_COOKIE_NAME: TOKEN,
            COOKIE: "bench",
        }
        self._cookies = "; ".join(f"{name}={value}" for name, value in kept.items())
        self._site = site

    def get(self, path: str) -> bytes:
        """A page, whole."""
        return self._ask("GET", path, b"", HTTPStatus.OK)

    def post(self, path: str, form: Mapping[str, object]) -> bytes:
        """What a form sends; the answer leads on."""
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **form}, doseq=True).encode()
        return self._ask("POST", path, body, HTTPStatus.FOUND)

    def _ask(self, method: str, path: str, body: bytes, expected: HTTPStatus) -> bytes:
        told: list[str] = []

        def begin(status: str, _headers: object, _fault: object = None, /) -> Callable[[bytes], object]:
            told.append(status)
            return lambda _content: None

        place, _mark, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": place,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": self._cookies,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        answer = self._site(environ, begin)
        content = b"".join(answer)
        answer.close()
        if not told[0].startswith(str(expected.value)):
            raise RuntimeError(f"{method} {path}: {told[0]}\n{content[:2000].decode(errors='replace')}")
        return content
