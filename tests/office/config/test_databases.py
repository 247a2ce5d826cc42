"""Where the records lie: SQLite beside the data, or the PostgreSQL of an address."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hojokin.office.config.databases import database


def test_without_an_address_the_records_lie_in_the_data_folder() -> None:
    chosen = database("", Path("/data"))

    assert chosen["NAME"] == Path("/data/hojokin.sqlite3")
    assert "synchronous=FULL" in chosen["OPTIONS"]["init_command"]


def test_an_address_is_read_with_its_escaped_signs() -> None:
    chosen = database("postgresql://office:p%40ss%2Fword@db.example:5433/grants", Path("/data"))

    assert (chosen["NAME"], chosen["USER"], chosen["PASSWORD"], chosen["HOST"], chosen["PORT"]) == (
        "grants",
        "office",
        "p@ss/word",
        "db.example",
        "5433",
    )


@pytest.mark.parametrize("url", ["mysql://db/grants", "postgresql://db", "grants"])
def test_another_address_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://user:password@host:port/name"):
        database(url, Path("/data"))
