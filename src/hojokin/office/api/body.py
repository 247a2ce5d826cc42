"""Request bodies (リクエスト本文): JSON, within a size."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hojokin.office.api.problems import RequestError

BODY_LIMIT_BYTES = 1_000_000


def read_body(request: HttpRequest) -> bytes:
    """The body. Raises RequestError when it is said not to be JSON, or is too large to be read."""
    if request.content_type != "application/json":
        detail = _("JSON で送り、Content-Type を application/json にしてください。")
        raise RequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
    if _announced(request) > BODY_LIMIT_BYTES:
        raise _too_large()
    body = request.read(BODY_LIMIT_BYTES + 1)
    if len(body) > BODY_LIMIT_BYTES:
        raise _too_large()
    return body


def _announced(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or 0)
    return int(length) if length.isdecimal() else 0


def _too_large() -> RequestError:
    detail = _("本文は %(limit)s バイトまでです。分けて送るか、コマンド hojokin batch を使ってください。")
    return RequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail % {"limit": f"{BODY_LIMIT_BYTES:,}"})
