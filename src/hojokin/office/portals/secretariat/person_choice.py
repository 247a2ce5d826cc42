"""Choice of a person (担当の選択): whom a form of the desk names."""

from __future__ import annotations

from django.http import HttpRequest

from hojokin.office import clock
from hojokin.office.portals.secretariat.desk import number_in
from hojokin.office.queries.office_people import assignable
from hojokin.office.records.models import Person


def chosen_person(request: HttpRequest) -> tuple[Person | None, bool]:
    """Whom a form names: a person who may be given filings, or nobody; and whether it named either."""
    typed = request.POST.get("to", "")
    if typed == "nobody":
        return None, True
    number = number_in(typed)
    found = next((each for each in assignable(clock.now()) if each.pk == number), None)
    return found, found is not None
