"""The provider's own sign-in page (お試し用gBizIDのサインイン): choose a firm and the kind of account."""

from __future__ import annotations

from typing import Any

from allauth.idp.oidc.forms import AuthorizationForm
from allauth.idp.oidc.models import Client
from allauth.idp.oidc.views import AuthorizationView
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from hojokin.office.portals.signin.gbiz_provider import issuer
from hojokin.office.portals.signin.local_gbizid.companies import KINDS, Account, firms
from hojokin.office.portals.signin.local_gbizid.holders import holder_of

SCOPES = ["openid", "profile", "user", "email"]


def configuration(request: HttpRequest) -> HttpResponse:
    """What the provider publishes about itself (GI-02): only what gBizID offers, too."""
    where = {
        name: request.build_absolute_uri(reverse(f"idp:oidc:{endpoint}"))
        for name, endpoint in (
            ("authorization_endpoint", "authorization"),
            ("token_endpoint", "token"),
            ("userinfo_endpoint", "userinfo"),
            ("jwks_uri", "jwks"),
        )
    }
    return JsonResponse(
        {
            "issuer": issuer(request),
            **where,
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": SCOPES,
        }
    )


class ChooseAccountForm(AuthorizationForm):  # type: ignore[misc]  # allauth carries no types
    """Which account signs in (アカウントの選択)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["firm"] = forms.ChoiceField(choices=[(code, code) for code in firms()])
        self.fields["kind"] = forms.ChoiceField(choices=[(code, code) for code in KINDS])


class SignInView(AuthorizationView):  # type: ignore[misc]  # allauth carries no types
    """The authorization endpoint. It always asks who signs in, as the real one does with prompt=login (GI-07)."""

    form_class = ChooseAccountForm
    template_name = "signin/local_gbizid.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page to the one client that there is."""
        _register_this_site(request)
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def _login_required(self, request: HttpRequest) -> None:  # allauth names it
        """Nobody has to be signed in on this site to sign in at the provider."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form asks for addresses of a person, and there is none yet."""
        return {**super().get_form_kwargs(), "user": None}

    def form_valid(self, form: ChooseAccountForm) -> HttpResponse:
        """Answer as the chosen account, without signing it in on this site."""
        self.request.user = holder_of(Account(form.cleaned_data["firm"], form.cleaned_data["kind"]))
        answer: HttpResponse = super().form_valid(form)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The firms and kinds to choose from."""
        return {
            **super().get_context_data(**kwargs),
            "firms": firms(),
            "kinds": KINDS,
            "scopes": self._scopes,
        }


def _register_this_site(request: HttpRequest) -> None:
    """Make this very site, at the address it is seen at, the one client of the provider."""
    callback = request.build_absolute_uri(reverse("gbizid_callback"))
    client = Client.objects.filter(pk=settings.GBIZID_CLIENT_ID).first() or Client(
        pk=settings.GBIZID_CLIENT_ID
    )
    if callback in client.get_redirect_uris() and client.check_secret(settings.GBIZID_SECRET):
        return
    client.name = "Hojokin"
    client.set_scopes(SCOPES)
    client.set_redirect_uris([callback])
    client.set_secret(settings.GBIZID_SECRET)
    client.save()
