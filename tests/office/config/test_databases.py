"""Where the records lie: SQLite beside the data, or the PostgreSQL of an address."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.backends.signals import connection_created

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


@pytest.mark.django_db(transaction=True)
def test_a_thread_of_the_server_keeps_its_connection_from_one_visitor_to_the_next() -> None:
    opened: list[object] = []
    answers: list[int] = []

    def count(**signal: object) -> None:
        opened.append(signal)

    def begin(status: str, *_more: object) -> Callable[[bytes], object]:
        answers.append(int(status[:3]))
        return bytes

    def serve() -> None:
        site = get_wsgi_application()
        for _visitor in range(3):
            environ: dict[str, Any] = {"HTTP_HOST": "127.0.0.1"}
            setup_testing_defaults(environ)
            environ["PATH_INFO"] = "/news/"
            answer = site(environ, begin)
            answer.close()
        connection.close()

    connection_created.connect(count)
    thread = Thread(target=serve)
    thread.start()
    thread.join()
    connection_created.disconnect(count)

    assert answers == [200, 200, 200]
    assert len(opened) == 1
