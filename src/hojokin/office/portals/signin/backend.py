"""Who signs in (サインインする人の照会): allauth's way in, and the person of a session from one prepared question."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from hojokin.office.records.models import Person
from hojokin.office.records.prepared import KEY, Given, looked_up


class PeopleBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth brings no types
    """Password, passkey and gBizID as allauth proves them (認証)."""

    def get_user(self, user_id: int | str) -> Person | None:
        """The person of a session, which every page asks for; none where the account is closed."""
        found = _people(person=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


@looked_up(person=KEY)
def _people(person: Given) -> QuerySet[Person]:
    return Person.objects.filter(pk=person)
