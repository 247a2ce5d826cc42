"""Prepared questions (用意した照会): what every page asks of the database is written as SQL once, and asked with other values.

Django writes the SQL of a question anew each time, which takes longer than the database takes to answer. Here it is written
with ``Given`` in the place of each value, and kept with what Django found out about its columns; the rows become records or
tuples by Django's own means. The reasons: ``docs/decisions/0029-what-every-page-asks-is-written-once.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from weakref import WeakSet

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField, CharField, DateTimeField, Field, QuerySet, Value
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

KEY, TEXT, MOMENT = BigIntegerField(), CharField(), DateTimeField()
NOBODY = 0  # the number of no party and no person, told where there is none


class Given(Value):
    """The place of a value that comes with each asking (照会ごとの値), read as ``field`` reads its own."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(name, output_field=field)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002  # Django names them
        """A parameter that stands for itself until the question is asked."""
        return "%s", (self,)

    def told(self, values: Mapping[str, object], connection: Any) -> object:
        """The value as the database takes it. Raises KeyError when it was not given, ValueError when it is None."""
        value = values[self.value]
        if value is None:  # "= NULL" finds nothing, whatever there is
            raise ValueError(f"{self.value} is None")
        return self.output_field.get_db_prep_value(value, connection)


EVERY: WeakSet[Prepared[Any]] = WeakSet()  # the questions of this process


class Prepared[Row]:
    """One question (用意した照会): called with its values it answers the rows there are. One query."""

    def __init__(
        self,
        write: Callable[..., QuerySet[Any, Row]],
        fields: Mapping[str, Field[Any, Any]],
        *,
        keeps_plan: bool = False,
    ) -> None:
        self._write, self._fields, self._keeps_plan = write, fields, keeps_plan
        self._written: dict[str, _Written | None] = {}  # by the kind of database
        EVERY.add(self)

    @property
    def name(self) -> str:
        """Where it is written."""
        return f"{self._write.__module__}.{self._write.__qualname__}"

    @property
    def fields(self) -> Mapping[str, Field[Any, Any]]:
        """What it takes, by name."""
        return self._fields

    def written_with(self, **values: object) -> QuerySet[Any, Row]:
        """The same question as Django asks it, with the values written in."""
        return self._write(**values)

    def __call__(self, **values: object) -> list[Row]:
        """The rows for these values, in the order of the question."""
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in self._written:
            asked = self._write(**{name: Given(name, field) for name, field in self._fields.items()})
            self._written[connection.vendor] = _written(asked, connection)
        written = self._written[connection.vendor]
        if written is None:
            return []
        with kept_plan(connection) if self._keeps_plan else nullcontext():
            return written.rows(connection, values)


def prepared[Row](
    **fields: Field[Any, Any],
) -> Callable[[Callable[..., QuerySet[Any, Row]]], Prepared[Row]]:
    """Make a question of a function that builds it from ``Given`` values, one for each of the fields.

    Whatever else the function reads must be the same for ever: it is called once.
    """
    return lambda write: Prepared(write, fields)


def looked_up[Row](
    **fields: Field[Any, Any],
) -> Callable[[Callable[..., QuerySet[Any, Row]]], Prepared[Row]]:
    """The same for a question that one index answers whatever its values are: PostgreSQL keeps its plan too.

    Where the best plan depends on how often a value occurs, a kept one may read a whole table for a few rows.
    """
    return lambda write: Prepared(write, fields, keeps_plan=True)


@dataclass(frozen=True, slots=True)
class _Written:
    """The SQL of a question with its parameters, and the compiler that knows its columns."""

    asked: Any  # the QuerySet: its way of making rows has no public name
    compiler: SQLCompiler
    sql: str
    parameters: Sequence[object]
    converters: Mapping[int, Any]

    def rows(self, connection: Any, values: Mapping[str, object]) -> list[Any]:
        told = tuple(
            each.told(values, connection) if type(each) is Given else each for each in self.parameters
        )
        if self.asked.query.select_for_update and not connection.in_atomic_block:
            raise TransactionManagementError("a row is locked within a transaction")
        compiler: Any = copy(self.compiler)  # another thread asks by another connection
        compiler.connection = connection
        compiler.as_sql = lambda *_more, **_named: (self.sql, told)
        compiler.get_converters = lambda _columns: self.converters
        asked = type(self.asked)(self.asked.model, cast("Query", _Query(self.asked.query, compiler)))
        asked._fields = self.asked._fields  # as in Django's own copies
        return list(self.asked._iterable_class(asked))  # noqa: SLF001


@contextmanager
def kept_plan(connection: Any) -> Iterator[None]:
    """PostgreSQL keeps the plan of a question that comes with its values apart; Django's own way is to write them into it."""
    if connection.vendor != "postgresql":
        yield
        return
    from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415  # its driver need not be there

    connection.ensure_connection()
    session = connection.connection
    before = session.cursor_factory, session.prepare_threshold
    session.cursor_factory, session.prepare_threshold = ServerBindingCursor, 0
    try:
        yield
    finally:
        session.cursor_factory, session.prepare_threshold = before


class _Query:
    """A question that has its compiler; everything else it knows from the one that was written."""

    def __init__(self, written: Query, compiler: SQLCompiler) -> None:
        self._written, self._compiler = written, compiler

    def get_compiler(self, *_more: object, **_named: object) -> SQLCompiler:
        """The one that was prepared."""
        return self._compiler

    def __getattr__(self, name: str) -> object:
        return getattr(self._written, name)


def _written(asked: Any, connection: Any) -> _Written | None:
    """Write it once; None where no value could find anything. Raises ValueError where a second query would read the rest."""
    if asked._prefetch_related_lookups:  # noqa: SLF001
        raise ValueError("a prepared question reads everything at once")
    compiler = asked.query.get_compiler(connection=connection)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    columns = [each[0] for each in compiler.select[: compiler.col_count]]
    converters = _quick(compiler.get_converters(columns), connection)
    return _Written(asked, compiler, sql, tuple(parameters), converters)


def _quick(converters: Mapping[int, Any], connection: Any) -> Mapping[int, Any]:
    """Django's own, but for moments of SQLite: a page reads some 150, and looks up what their zone is for each."""
    if connection.vendor != "sqlite" or connection.timezone is not UTC:
        return converters
    usual = connection.ops.convert_datetimefield_value

    def quick(value: object, expression: object, connection: object) -> object:
        if isinstance(value, datetime) and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return usual(value, expression, connection)

    return {
        place: ([quick if each == usual else each for each in found], expression)
        for place, (found, expression) in converters.items()
    }
