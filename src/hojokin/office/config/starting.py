"""Starting the office without its site (事務局の起動): for commands that work on its records."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import django
from django.core.management import call_command


def start() -> None:
    """Make Django and the database ready, in HOJOKIN_DATA or .hojokin here. Safe to repeat."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hojokin.office.config.settings")
    os.environ.setdefault("HOJOKIN_HTTPS", "0")
    data = Path(os.environ.setdefault("HOJOKIN_DATA", str(Path(".hojokin").resolve())))
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_secret_key(data / "secret_key")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def _write_secret_key(path: Path) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
