"""A program: processes that die at every statement of a submission, then fifty submissions in the last second. Prints JSON.

A child that dies ends at once, as when it is killed: what it had not committed is up to the database alone.
"""

from __future__ import annotations

import json
import os
import threading
from datetime import datetime, timedelta
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.office.postgres.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django is ready only now
from django.db import connection, connections, transaction  # noqa: E402

from hojokin.flow.roles import Role  # noqa: E402
from hojokin.flow.table import Refused  # noqa: E402
from hojokin.office.actions.errors import Unmet  # noqa: E402
from hojokin.office.actions.guards import Evidence  # noqa: E402
from hojokin.office.actions.open_filing import About, open_filing  # noqa: E402
from hojokin.office.actions.take_step import take_step  # noqa: E402
from hojokin.office.queries.audit import first_broken  # noqa: E402
from hojokin.office.records.actor import Actor  # noqa: E402
from hojokin.office.records.models import (  # noqa: E402
    AuditRow,
    Filing,
    FilingVersion,
    Notice,
    OutboxMessage,
    Party,
    SmsCode,
)
from tests.office.cases.application_scene import AT, actor, application  # noqa: E402
from tests.office.cases.sample import Scene  # noqa: E402
from tests.office.submissions import brought_by, is_true, ready  # noqa: E402

DIED, TOGETHER, LEAST_STATEMENTS = 77, 50, 20
SOON = AT + timedelta(minutes=2)


def main() -> None:
    """Kill, race, check, and print what was found."""
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    here = application()
    ready(here.filing, here.applicant)
    print(json.dumps({"vendor": connection.vendor, **_killed(here), **_together(here)}))


def _killed(here: Scene) -> dict[str, Any]:
    """A child after the other dies at one more statement, the last of them after the commit."""
    brought = brought_by(here.filing, here.applicant)
    before, left, statement = _kept(here.filing), [], 0
    while True:
        statement += 1
        has_died = _child(here, brought, statement)
        if not has_died:
            break
        if _kept(here.filing) != before:
            left.append(statement)
    after = _kept(here.filing)
    again = _attempt(here.filing, here.applicant, SOON, brought)
    return {
        "statements": statement > LEAST_STATEMENTS,
        "left_behind": left,
        "submitted": [after["state"], after["versions"], after["rows"], after["codes"]],
        "again": again,
        "true": [is_true(each) for each in here.filing.versions.all()],
    }


def _child(here: Scene, brought: Evidence, statement: int) -> bool:
    """Submit in a process that dies at a statement, or just before its commit; whether it died."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _submit_and_die(here, brought, statement)
    _pid, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in {0, DIED}:
        raise RuntimeError(f"a child ended with {code}")
    return code == DIED


def _submit_and_die(here: Scene, brought: Evidence, statement: int) -> None:
    code = 1
    try:
        asked = 0

        def ask(execute: Any, sql: str, *more: Any) -> Any:
            nonlocal asked
            asked += 1
            if asked == statement:
                os._exit(DIED)
            return execute(sql, *more)

        with connection.execute_wrapper(ask), transaction.atomic():
            take_step(here.filing, "submit", by=here.applicant, at=SOON, evidence=brought)
            if asked == statement - 1:
                os._exit(DIED)  # everything is written, nothing is committed
        code = 0
    finally:
        os._exit(code)


def _kept(filing: Filing) -> dict[str, Any]:
    return {
        "state": Filing.objects.get(pk=filing.pk).state,
        "versions": filing.versions.count(),
        "rows": AuditRow.objects.filter(what="application.submit").count(),
        "all_rows": AuditRow.objects.count(),
        "notices": Notice.objects.count(),
        "messages": OutboxMessage.objects.count(),
        "codes": SmsCode.objects.filter(used_at__isnull=False).count(),
    }


def _attempt(filing: Filing, by: Actor, at: datetime, brought: Evidence) -> str:
    try:
        return take_step(filing, "submit", by=by, at=at, evidence=brought).state
    except Refused:
        return "refused"
    except Unmet as unmet:
        return "late" if any("締切" in each.message.ja for each in unmet.problems) else "unmet"


def _together(here: Scene) -> dict[str, Any]:
    """Fifty in the second of the deadline, and one in the next."""
    due = here.filing.due_at
    assert due is not None
    told = [_another(here, number, due - timedelta(minutes=1)) for number in range(TOGETHER + 1)]
    outcomes: list[str] = [""] * len(told)

    def run(place: int) -> None:
        filing, by, brought = told[place]
        try:
            outcomes[place] = _attempt(filing, by, due + timedelta(seconds=place // TOGETHER), brought)
        except Exception as error:  # noqa: BLE001 - the test shows whatever went wrong
            outcomes[place] = repr(error)
        finally:
            connection.close()

    running = [threading.Thread(target=run, args=(place,)) for place in range(len(told))]
    for each in running:
        each.start()
    for each in running:
        each.join()
    versions = FilingVersion.objects.filter(filing__in=[filing for filing, _by, _brought in told])
    return {
        "in_time": sorted(set(outcomes[:TOGETHER])),
        "late": outcomes[TOGETHER],
        "versions": sorted(versions.values_list("sequence", flat=True)) == [1] * TOGETHER,
        "all_true": all(is_true(each) for each in versions),
        "broken": first_broken() is not None,
    }


@transaction.atomic
def _another(here: Scene, number: int, at: datetime) -> tuple[Filing, Actor, Evidence]:
    """The same application of another firm."""
    firm = Party.objects.create(name=f"申請者{number}", prefecture="13")
    by = actor(f"applicant-{number}", Role.APPLICANT, firm, f"0902222{number:04}")
    typed = dict(here.filing.entries.values_list("name", "typed")) | {"mobile_phone": [f"0902222{number:04}"]}
    about = About(
        "fy2026", firm, "normal", partner=here.filing.partner, vendor=here.filing.vendor, typed=typed
    )
    filing = open_filing("application", about, by=by, at=AT)
    Filing.objects.filter(pk=filing.pk).update(due_at=here.filing.due_at, state="applicant_editing")
    filing.refresh_from_db()
    ready(filing, by)
    return filing, by, brought_by(filing, by, at=at)


if __name__ == "__main__":
    main()
