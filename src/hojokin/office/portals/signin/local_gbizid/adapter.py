"""The provider's adapter (IDプロバイダーの設定): issuer, key and claims as gBizID publishes them (GI-01 to GI-14)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client, PrivateKey
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from hojokin.office.adapters.folders import private_folder, write_whole
from hojokin.office.portals.signin.gbiz_provider import LOCAL_ISSUER
from hojokin.office.portals.signin.local_gbizid.companies import account_of, claims_of
from hojokin.office.portals.signin.local_gbizid.holders import held_by, holder_of
from hojokin.office.records.models import Person

KEY_BITS = 2048
_FILE = "signing.pem"


class LocalGbizAdapter(DefaultOIDCAdapter):  # type: ignore[misc]  # allauth carries no types
    """Local provider (お試し用のIDプロバイダー)."""

    def get_issuer(self) -> str:
        """With the slash at its end, as the real one has (GI-01)."""
        return str(self.request.build_absolute_uri(LOCAL_ISSUER))

    def get_user_sub(self, client: Client, user: Person) -> str:  # noqa: ARG002  # allauth names it
        """The account's own identifier."""
        account = held_by(user)
        return account.subject if account else ""

    def get_user_by_sub(self, client: Client, sub: str) -> Person | None:  # noqa: ARG002
        """The holder of the account."""
        account = account_of(sub)
        return holder_of(account) if account else None

    def get_claims(
        self,
        purpose: Literal["id_token", "userinfo"],
        user: Person,
        client: Client,
        scopes: Iterable[str],
        email: str | None = None,  # noqa: ARG002
        **_kwargs: object,
    ) -> dict[str, Any]:
        """Personal data only from the userinfo endpoint, never in the id_token (GI-10)."""
        account = held_by(user)
        if account is None or purpose == "id_token":
            return {"sub": self.get_user_sub(client, user)}
        return claims_of(account, frozenset(scopes))

    def list_private_keys(self, **_kwargs: object) -> list[PrivateKey]:
        """One key, made when it is first needed."""
        return [PrivateKey(pem=signing_key())]


def signing_key() -> str:
    """The key as PEM, kept in the data folder so that every process signs with the same one."""
    path = private_folder("local_gbizid") / _FILE
    if not path.is_file():
        key = rsa.generate_private_key(public_exponent=65_537, key_size=KEY_BITS)
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        write_whole(path.parent, _FILE, pem)
    return path.read_text()
