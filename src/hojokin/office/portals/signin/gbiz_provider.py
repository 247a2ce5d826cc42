"""gBizID as a provider (OpenID Connect): code flow with state, nonce and S256, and a checked signature (GI-01 to GI-13)."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

_NONCE_BYTES = 24
LOCAL_ISSUER = "/local-gbizid/oauth/"


def issuer(request: HttpRequest) -> str:
    """The issuer: the real one, or this very site where it plays the provider."""
    return request.build_absolute_uri(LOCAL_ISSUER) if settings.LOCAL_GBIZID else settings.GBIZID_ISSUER


class GbizClient(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth carries no types
    """This site towards gBizID."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider publishes about itself. One that names another issuer is not trusted."""
        config: dict[str, Any] = super().openid_config
        if config.get("issuer") != issuer(self.request):
            raise ProviderException(f"{config.get('issuer')} is not the issuer that was asked")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002  # allauth names it
        """One address, whatever the language of the page: it must match exactly (GI-07)."""
        return str(build_absolute_uri(request, reverse("gbizid_callback")))

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Signature, issuer, audience and life, even though the token came directly from the provider."""
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return claims


class GbizProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth carries no types
    """gBizID (法人共通認証基盤)."""

    oauth2_adapter_class = GbizClient

    @property
    def server_url(self) -> str:
        """Its issuer ends with a slash already (GI-02)."""
        return issuer(self.request).rstrip("/") + "/.well-known/openid-configuration"

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """Leave for the provider; what must come back the same is kept in the session."""
        nonce = secrets.token_urlsafe(_NONCE_BYTES)
        params = {**(kwargs.pop("auth_params", None) or {}), "nonce": nonce}
        answer: HttpResponse = super().redirect(
            request,
            process,
            next_url=next_url,
            data=data,
            auth_params=params,
            nonce=nonce,
            language=get_language() or "ja",
            **kwargs,
        )
        return answer
