"""Canonical form (正規形): one value, one row of bytes, so that a digest of it can be computed again anywhere.

JSON with sorted keys, no spaces, UTF-8, whole numbers only. Moments are written in UTC to the microsecond.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

_PLAIN = (str, int, bool, type(None))
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(value: object) -> bytes:
    """The bytes of a value. Raises ValueError for a number with a point, a naive moment, or what JSON cannot hold."""
    return _WRITER.encode(_checked(value)).encode()


def digest_of(value: object) -> str:
    """SHA-256 of the canonical form, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def moment(at: datetime) -> str:
    """A moment as text, the same wherever the clock stands. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _checked(value: object) -> object:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, list | tuple):
        return [_checked(each) for each in value]
    if isinstance(value, Mapping):
        return {_key(key): _checked(each) for key, each in value.items()}
    raise ValueError(f"{type(value).__name__} has no canonical form")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise ValueError(f"the key {key!r} is no text")  # noqa: TRY004 - one error for whatever has no such form
    return key
