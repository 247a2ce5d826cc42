"""Whether gBizID can be used here (gBizIDの準備)."""

from __future__ import annotations

from django.conf import settings


def gbizid_ready() -> bool:
    """Whether this installation is registered at gBizID, or plays it itself."""
    return bool(settings.GBIZID_CLIENT_ID)
