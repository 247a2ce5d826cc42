"""What is asked of the site (測定する操作): the pages people work on all day, and the submission of an application."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.models import QuerySet

from benchmarks.bare import ASKED, BACKEND, asked_by, stock_site
from benchmarks.site_copies import STRIDE
from benchmarks.visiting import Visitor
from hojokin.flow.applications import APPLICATION
from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.actions.send_code import send_code
from hojokin.office.config.demo_programme.people import sample
from hojokin.office.config.demo_programme.typing_in import code_received
from hojokin.office.portals.templatetags.kept import forget_parts
from hojokin.office.queries.kept_answers import forget_all
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.models import Filing, Person, Seat

SITE_OF_BOTH = "benchmarks.bare"  # the addresses of the site, and those of the bare pages
STEP = "submit"
OF_DJANGO = 2  # the session and who it is of, which Django asks for every page


type Opened = tuple[Visitor, str]  # who opens which page


@dataclass(frozen=True, slots=True)
class Page:
    """One page, opened again and for the first time, with the bare pages that it is measured against (測定するページ)."""

    name: str
    ours: Callable[[], object]
    first: Callable[[], object]
    stock: Callable[[], object]
    stock_kept: Callable[[], object]
    one_row: Callable[[], object]
    as_many: Callable[[], object]
    same_queries: Callable[[], object]
    queries: int


def site() -> WSGIHandler:
    """The site with the bare pages beside its own."""
    settings.ROOT_URLCONF = SITE_OF_BOTH
    return get_wsgi_application()


def pages(handler: WSGIHandler, count: int) -> Sequence[Page]:
    """Worklists and case pages, each as whoever works with it; of a case so many for a first look."""
    bare_django = stock_site()
    returned, begun = (_newest(state, count) for state in ("correction_applicant", "applicant_editing"))
    mine, written = returned[0], begun[0]
    applicant, vendor = Visitor(handler, _holder(mine)), Visitor(handler, _seller(mine))
    desk = Visitor(handler, _person("reviewer1", Role.REVIEWER))
    section = kind_of(written.kind).form(written.edition, written.track).sections[0].name

    def of(cases: Sequence[Filing], whose: Callable[[Filing], Person], rest: str = "") -> list[Opened]:
        return [(Visitor(handler, whose(each)), f"/cases/{each.number}/{rest}") for each in cases]

    asked: Mapping[str, list[Opened]] = {
        "applicant's worklist": [(applicant, "/my/")],
        "vendor's worklist": [(vendor, "/vendor/?turn=all")],
        "vendor's applications": [(vendor, "/vendor/applications/")],
        "desk's queue": [(desk, "/desk/")],
        "case page, applicant": of(returned, _holder),
        "case page, vendor": of(returned, _seller),
        "form section": of(begun, _holder, f"form/{section}/"),
    }
    stock = Visitor(bare_django, _holder(mine), BACKEND)
    return [_page(name, opened, mine.number, stock) for name, opened in asked.items()]


def submissions(handler: WSGIHandler, count: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """The submission of so many applications, one a call, and the bare audited change of another one."""
    ready = list(_copies("applicant_confirming").select_related("owner").order_by("-pk")[:count])
    if len(ready) < count:
        raise ValueError(
            f"{count} submissions need as many applications that are ready: there are {len(ready)}"
        )
    ours = iter([_submission(handler, each) for each in ready])
    return _one_after_another(ours), _bare_change(handler, _copies("submitted").latest("pk"))


def _one_after_another(made: Iterator[Callable[[], object]]) -> Callable[[], object]:
    def call() -> object:
        return next(made)()

    return call


def _newest(state: str, count: int) -> Sequence[Filing]:
    found = list(_copies(state).select_related("owner").order_by("-pk")[:count])
    if len(found) < count:
        raise ValueError(
            f"{count} first looks need as many applications that are {state}: there are {len(found)}"
        )
    return found


def _page(name: str, opened: Sequence[Opened], number: str, stock: Visitor) -> Page:
    """Its own queries are those beyond what the middleware asks for every page; Django's asks two of its own."""
    (visitor, path), *others = opened
    one_row = f"/bare/row/{number}/"
    of_all = len(asked_by(lambda: visitor.get(one_row))) - 1
    visitor.get(path)  # what is read once a process
    own = asked_by(lambda: visitor.get(path))[of_all:]
    code = re.sub(r"\W+", "-", name)
    ASKED[code] = own
    bare = f"/bare/stock/{number}/{of_all + len(own) - OF_DJANGO}/"
    return Page(
        name,
        ours=lambda: visitor.get(path),
        first=_one_after_another(_looks(others)) if others else lambda: _anew(visitor, path),
        stock=lambda: _with_a_new_connection(stock, bare),
        stock_kept=lambda: stock.get(bare),
        one_row=lambda: visitor.get(one_row),
        as_many=lambda: visitor.get(f"/bare/rows/{number}/{len(own)}/"),
        same_queries=lambda: visitor.get(f"/bare/asked/{code}/"),
        queries=of_all + len(own),
    )


def _with_a_new_connection(visitor: Visitor, path: str) -> object:
    """As Django does unless it is told to keep connections; one that is open stays so for whoever asks next."""
    connection.close()
    return visitor.get(path)


def _looks(opened: Iterable[Opened]) -> Iterator[Callable[[], object]]:
    """Cases that nobody has opened yet. What the rules answer to the same figures is forgotten too: theirs are alike."""
    for visitor, path in opened:

        def look(visitor: Visitor = visitor, path: str = path) -> object:
            forget_all()
            return visitor.get(path)

        yield look


def _anew(visitor: Visitor, path: str) -> object:
    """A list of which nothing is kept, not even what it shares with every other page. Its questions stay written."""
    forget_parts()
    forget_all()
    return visitor.get(path)


def _submission(handler: WSGIHandler, filing: Filing) -> Callable[[], object]:
    """With the oath and the code, as the page sends them that was opened before."""
    person = _holder(filing)
    send_code(person, f"{STEP}:{filing.number}", at=clock.now())
    oath = kind_of(filing.kind).oath
    sworn = list(oath(filing.edition, filing.track)) if oath else []
    form = {"oath": sworn, "code": code_received(person), "revision": filing.revision}
    visitor = Visitor(handler, person)
    page = f"/cases/{filing.number}/steps/{STEP}/"
    visitor.get(page)
    return lambda: visitor.post(page, form)


def _bare_change(handler: WSGIHandler, filing: Filing) -> Callable[[], object]:
    visitor = Visitor(handler, _holder(filing))
    return lambda: visitor.post(f"/bare/post/{filing.number}/", {})


def _copies(state: str) -> QuerySet[Filing]:
    return Filing.objects.filter(kind=APPLICATION.code, state=state, pk__gt=STRIDE)


def _holder(filing: Filing) -> Person:
    return filing.owner.seats.select_related("person").get().person


def _seller(filing: Filing) -> Person:
    return Seat.objects.select_related("person").filter(party=filing.partner_id, until__isnull=True)[0].person


def _person(code: str, role: Role) -> Person:
    person = sample(code, role).person
    if person is None:
        raise ValueError(code)
    return person
