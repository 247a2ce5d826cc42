"""Adapters (allauth との接続): what the library does is bent here to the house: no open sign-up, our mails, our records."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import translation
from django.utils.encoding import force_bytes

from hojokin.flow.gbiz import UNKNOWN_REFUSED, identity_of, refusal_of
from hojokin.office import clock
from hojokin.office.actions.enter_by_gbiz import connect_gbiz, enter_by_gbiz
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.note_sign_in import note_sign_in
from hojokin.office.actions.tell import tell_address
from hojokin.office.portals.signin.fingerprints import device_of, origin_of
from hojokin.office.portals.signin.requests import actor_of, person_of
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Person
from hojokin.office.records.sessions import BEGUN
from hojokin.rules.engine.facts import Text

REFUSAL = "refused_sign_in"  # why the last sign-in was refused, in the session, in both languages


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts (アカウント)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth names it
        """Accounts arise by invitation or by gBizID."""
        return False

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Ask for the password again, by the address that the person itself carries."""
        proved = self.authenticate(self.request, email=user.get_username(), password=password)
        return proved is not None and proved.pk == user.pk

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mails go through the outbox with our words; the library sends none but the link for a new password."""
        if template_prefix != "account/email/password_reset_key":
            return
        person: Person = context["user"]
        tell_address(
            "password_reset",
            email,
            at=clock.now(),
            language=person.language,
            data={
                "link": context["password_reset_url"],
                "minutes": str(settings.PASSWORD_RESET_TIMEOUT // 60),
            },
        )

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong is said; that a sign-in worked is seen."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)

    def login(self, request: HttpRequest, user: Person) -> None:
        """Every way to sign in ends here."""
        super().login(request, user)
        at = clock.now()
        request.session[BEGUN] = at.timestamp()
        note_sign_in(user, origin=origin_of(request), device=device_of(request), at=at)


class GbizAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Sign-in by gBizID (gBizIDでのサインイン). No copy of the claims is kept beside person and party."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """The person is made before the library would ask."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse what may not sign in, and give the library the person of the account."""
        state, data = sociallogin.state, sociallogin.account.extra_data
        claims, id_token = data.get("userinfo", {}), data.get("id_token", {})
        language = state.get("language", "ja")
        is_ours = id_token.get("nonce") == state.get("nonce") and id_token.get("sub") == claims.get("sub")
        identity = identity_of(claims)
        if not is_ours or not state.get("nonce"):
            _refuse(request, UNKNOWN_REFUSED, language)
        if refusal := refusal_of(identity):
            _refuse(request, refusal, language)
        at = clock.now()
        try:
            if state.get("process") == "connect":
                if not request.user.is_authenticated:  # signed out meanwhile
                    _refuse(request, FAILED, language)
                connect_gbiz(person_of(request), identity, by=actor_of(request) or SYSTEM, at=at)
            else:
                sociallogin.user = enter_by_gbiz(identity, at=at, language=language)
        except NotAllowed as refused:
            _refuse(request, refused.why, language)
        if state.get("process") == "connect":
            raise ImmediateHttpResponse(_to("signin:account", language))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: object,  # noqa: ARG002  # allauth names them
        error: object = None,
        exception: Exception | None = None,  # noqa: ARG002
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Cancelled or failed on the way: say so, and how to go on."""
        state = (extra_context or {}).get("state") or {}
        _refuse(request, CANCELLED if str(error) == "cancelled" else FAILED, state.get("language", "ja"))


CANCELLED = Text(
    "gBizID でのサインインを取りやめました。続けるときは、もう一度ここからサインインしてください。",
    "The sign-in with gBizID was cancelled. To go on, sign in again from here.",
)
FAILED = Text(
    "gBizID とのやりとりがうまくいきませんでした。画面を長く開いたままにすると、こうなることがあります。"
    "もう一度ここからサインインしてください。続くときは gBizID のお知らせを確かめてください。",
    "Something went wrong on the way to gBizID; this may happen when a page was left open for long. "
    "Sign in again from here. If it happens again, look at the notices of gBizID.",
)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Second factors (2段階認証): their secrets are encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """With a key that is derived from the site's own."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Also with a key that was replaced."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    keys = (force_bytes(key) for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])
    derived = (hmac.digest(key, b"second factor", hashlib.sha256) for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in derived])


def _refuse(request: HttpRequest, why: Text, language: str) -> NoReturn:
    request.session[REFUSAL] = [why.ja, why.en]
    raise ImmediateHttpResponse(_to("signin:refused", language))


def _to(name: str, language: str) -> Any:
    with translation.override(language):
        return redirect(name)
