"""The demo's programme (お試しの事業): whether the crowd of applications is still being made."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

# A file of the data folder: it is there once the crowd of applications has been made.
PROGRAMME_MARK = "programme"


def is_filling() -> bool:
    """Whether applications are still being added; never in a demo that was started without them."""
    return settings.DEMO_CROWD and not (Path(settings.DATA) / PROGRAMME_MARK).exists()
