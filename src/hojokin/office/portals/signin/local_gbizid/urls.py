"""Addresses of the local provider, named as the library expects them."""

from __future__ import annotations

from allauth.idp.oidc import views as library
from django.urls import include, path

from hojokin.office.access import Access, allow
from hojokin.office.portals.signin.local_gbizid import views

_endpoints = [
    path("oauth/.well-known/openid-configuration", views.configuration, name="configuration"),
    path("oauth/jwks", library.jwks, name="jwks"),
    path("oauth/authorize", views.SignInView.as_view(), name="authorization"),
    path("oauth/token", library.token, name="token"),
    path("oauth/userinfo", library.user_info, name="userinfo"),
]

urlpatterns = allow(
    Access.PUBLIC, path("local-gbizid/", include(([path("", include((_endpoints, "oidc")))], "idp")))
)
