"""Added rows (追加する行): what every step adds is written as SQL once for each table, and added with other values.

Django writes an INSERT anew each time, with what it would need to tell the row its number. Here the SQL is kept, in the
same way and for the same reasons as that of questions: ``docs/decisions/0029-what-every-page-asks-is-written-once.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model
from django.db.models.constants import OnConflict

from hojokin.office.records.prepared import kept_plan


def add(rows: Sequence[Model], *, over: str = "") -> None:
    """Add rows of one table. One query; none for no rows.

    With ``over``, the name of a field that is unique, a row takes the place of the one that says the same in it. The rows
    do not learn their numbers, and nobody is told by a signal.
    """
    if not rows:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    fields = _fields(type(rows[0]))
    told = [
        each.get_db_prep_save(each.pre_save(row, add=True), connection) for row in rows for each in fields
    ]
    sql = _written(type(rows[0]), len(rows), over, connection.vendor)
    with kept_plan(connection), connection.cursor() as cursor:
        cursor.execute(sql, told)


@cache
def _fields(of: type[Model]) -> Sequence[Field[Any, Any]]:
    """All but the number, which the database gives."""
    return [each for each in of._meta.concrete_fields if not each.primary_key]  # noqa: SLF001  # it is documented  # noqa: SLF001  # it is documented


@cache
def _written(of: type[Model], count: int, over: str, _vendor: str) -> str:
    operations: Any = connections[DEFAULT_DB_ALIAS].ops
    fields = _fields(of)
    names = [of._meta.db_table, *(each.column for each in fields)]  # noqa: SLF001  # it is documented
    table, *columns = map(operations.quote_name, names)
    rows = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * count)
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {rows}"  # noqa: S608  # names of the schema alone
    if not over:
        return sql
    unique = [each.column for each in fields if each.name == over]
    others = [each.column for each in fields if each.name != over]
    return f"{sql} {operations.on_conflict_suffix_sql(fields, OnConflict.UPDATE, others, unique)}"
