"""Addresses of signing in: ours, and those pages of the library that are used, in both languages."""

from __future__ import annotations

from allauth.account import views as passwords
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from hojokin.office.access import Access, allow
from hojokin.office.portals.signin.ready import gbizid_ready
from hojokin.office.portals.signin.views import (
    account,
    closed,
    demo,
    gbiz,
    invitation,
    office_clock,
    phone,
    refused,
    seat,
)

_ours: list[URLPattern | URLResolver] = [
    *allow(
        Access.PUBLIC,
        path("invitation/<str:secret>/", invitation.invitation, name="invitation"),
        path("signin/gbizid/", gbiz.leave, name="gbizid"),
        path("signin/refused/", refused.refused_sign_in, name="refused"),
    ),
    *allow(
        Access.SIGNED_IN,
        path("home/", seat.home, name="home"),
        path("seat/", seat.seat, name="seat"),
        path("seat/vendor/", seat.open_vendor, name="open_vendor"),
        path("account/", account.account, name="account"),
        path("account/language/", account.language, name="language"),
        path("account/sessions/", account.sessions, name="sessions"),
        path("account/phone/", phone.phone, name="phone"),
        path("account/phone/codes/", phone.phone_codes, name="phone_codes"),
    ),
]
if settings.DEMO:
    _ours += allow(
        Access.PUBLIC,
        path("accounts/", demo.accounts, name="accounts"),
        path("accounts/<int:pk>/", demo.enter, name="enter"),
        path("inbox/", demo.inbox, name="inbox"),
        path("inbox/<str:name>/", demo.message, name="message"),
        path("time/", office_clock.office_clock, name="time"),
    )

sign_in = passwords.LoginView.as_view(extra_context={"demo": settings.DEMO, "gbizid_ready": gbizid_ready()})

# The library looks for its own pages by these names.
_library: list[URLPattern | URLResolver] = [
    *allow(
        Access.PUBLIC,
        path("signin/", sign_in, name="account_login"),
        path("signin/new/", closed.how_to_join, name="account_signup"),
        path("signin/inactive/", passwords.account_inactive, name="account_inactive"),
        path("signin/second/", factors.authenticate, name="mfa_authenticate"),
        path("signin/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
        path("signout/", passwords.logout, name="account_logout"),
        path("signin/password/", passwords.password_reset, name="account_reset_password"),
        path("signin/password/sent/", passwords.password_reset_done, name="account_reset_password_done"),
        re_path(
            r"^signin/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
            passwords.password_reset_from_key,
            name="account_reset_password_from_key",
        ),
        path(
            "signin/password/changed/",
            passwords.password_reset_from_key_done,
            name="account_reset_password_from_key_done",
        ),
    ),
    *allow(
        Access.SIGNED_IN,
        path("account/again/", passwords.reauthenticate, name="account_reauthenticate"),
        path("account/password/", passwords.password_change, name="account_change_password"),
        path("account/password/new/", passwords.password_set, name="account_set_password"),
        path("account/second/", factors.index, name="mfa_index"),
        path("account/second/again/", factors.reauthenticate, name="mfa_reauthenticate"),
        path("account/second/app/", totp.activate_totp, name="mfa_activate_totp"),
        path("account/second/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
        path("account/second/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
        path(
            "account/second/codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
        ),
        path(
            "account/second/codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
        ),
        path("account/second/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
        path("account/second/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
        path(
            "account/second/passkeys/again/",
            passkeys.reauthenticate_webauthn,
            name="mfa_reauthenticate_webauthn",
        ),
        path(
            "account/second/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"
        ),
        path("account/second/passkeys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [path("", include((_ours, "signin"))), *_library]
