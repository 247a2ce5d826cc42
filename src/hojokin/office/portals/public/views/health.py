"""Health (稼働の確認): whether the site works, for programs that watch it."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hojokin.office.actions.check_health import parts_down


@never_cache
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """The parts that are down; none when all is well."""
    down = parts_down()
    status = HTTPStatus.SERVICE_UNAVAILABLE if down else HTTPStatus.OK
    return JsonResponse({"ok": not down, "down": down}, status=status)
