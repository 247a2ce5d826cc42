"""Accounts (取引先のアカウント) that an order placer gives to its trading partners."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from hojokin.rules.engine.facts import COUNT_BOUND
from hojokin.rules.question.part import Part, about
from hojokin.rules.question.values import Number


class Accounts(Part):
    """Accounts for order receivers (取引先のアカウント数); ``contracted: null`` means without an upper limit."""

    sme: Number = Field(
        title="中小企業・小規模事業者等に供与する数", json_schema_extra=about("Accounts given to SMEs")
    )
    contracted: Annotated[int, Field(ge=1, le=COUNT_BOUND)] | None = Field(
        title="契約する取引先アカウントの総数", json_schema_extra=about("All contracted accounts")
    )

    @model_validator(mode="after")
    def _part_of_contracted(self) -> Self:
        """Accounts for SMEs are among the contracted ones."""
        if self.contracted is not None and self.sme > self.contracted:
            ja = f"中小企業等に供与する{self.sme}アカウントが、契約総数{self.contracted}を超えています。"
            en = f"{self.sme} accounts for SMEs are more than the {self.contracted} contracted."
            raise PydanticCustomError(
                "accounts_above_contracted", "{message_en}", {"message": ja, "message_en": en}
            )
        return self
