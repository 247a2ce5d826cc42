"""The file store keeps bytes under their hash, privately, and all of them or none."""

import errno
import hashlib
import io
import resource
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hojokin.office.adapters.file_store.django_storage import DjangoFileStore
from hojokin.office.adapters.file_store.local import LocalFileStore
from hojokin.office.ports.file_store import FileStore, NotStored, StorageFull, Stored

HASH = hashlib.sha256(b"onetwo").hexdigest()


@pytest.fixture(params=["local", "django"])
def store(request: pytest.FixtureRequest, data: Path, settings: Any) -> FileStore:
    """Both stores, on an empty folder."""
    if request.param == "local":
        return LocalFileStore()
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": data / "files"},
        },
    }
    return DjangoFileStore()


def kept(data: Path) -> list[str]:
    """Every file under the folder."""
    return sorted(path.name for path in (data / "files").rglob("*") if path.is_file())


def test_bytes_are_found_by_their_hash(store: FileStore) -> None:
    stored = store.put([b"one", b"two"])

    with store.open(HASH) as file:
        assert file.read() == b"onetwo"
    assert stored == Stored(HASH, 6)
    assert store.exists(HASH)


def test_the_same_bytes_are_kept_once(store: FileStore, data: Path) -> None:
    assert store.put([b"onetwo"]) == store.put([b"o", b"netwo"])

    assert kept(data) == [HASH]


def test_erased_bytes_are_gone_and_erasing_again_is_no_error(store: FileStore, data: Path) -> None:
    store.put([b"onetwo"])

    store.erase(HASH)
    store.erase(HASH)

    assert not store.exists(HASH)
    assert kept(data) == []
    with pytest.raises(NotStored):
        store.open(HASH)


@pytest.mark.parametrize("name", ["", "../secret_key", HASH.upper(), HASH[:-1], f"{HASH}0", f"{HASH}\n"])
def test_what_is_no_hash_leads_nowhere(store: FileStore, name: str) -> None:
    with pytest.raises(NotStored):
        store.open(name)
    with pytest.raises(NotStored):
        store.erase(name)


def test_an_upload_that_breaks_off_leaves_nothing(store: FileStore, data: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"one"
        raise ConnectionResetError(errno.ECONNRESET, "gone")

    with pytest.raises(ConnectionResetError):
        store.put(broken())

    assert kept(data) == []


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(data: Path) -> None:
    store = LocalFileStore()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(StorageFull) as full:
            store.put([b"x" * 600, b"x" * 600])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert full.value.text.ja.startswith("保存先の空き容量が足りない")
    assert kept(data) == []


def test_only_the_owner_can_read_what_is_kept(data: Path) -> None:
    LocalFileStore().put([b"onetwo"])

    (path,) = (path for path in (data / "files").rglob("*") if path.is_file())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((data / "files").stat().st_mode) == 0o700


def test_a_large_file_passes_in_chunks(store: FileStore) -> None:
    chunks = (bytes([place % 256]) * 65_536 for place in range(64))

    stored = store.put(chunks)

    with store.open(stored.sha256) as file:
        assert hashlib.file_digest(io.BytesIO(file.read()), "sha256").hexdigest() == stored.sha256
    assert stored.size == 64 * 65_536
