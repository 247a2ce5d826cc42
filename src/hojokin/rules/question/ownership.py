"""Ownership and officers (出資と役員の構成) of an applicant."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from hojokin.rules.engine.facts import COUNT_BOUND
from hojokin.rules.question.part import Part, about
from hojokin.rules.question.values import CAPITAL_BOUND


class Ownership(Part):
    """Who owns and runs the applicant (出資と役員の構成), for the test of effectively large firms."""

    total_shares: int = Field(
        ge=1, le=CAPITAL_BOUND, title="発行済株式または出資の総数", json_schema_extra=about("All shares")
    )
    largest_large_holder_shares: int = Field(
        default=0,
        ge=0,
        le=CAPITAL_BOUND,
        title="最も多く持つ大企業1社の持分",
        json_schema_extra=about("Shares of the one large firm that holds most"),
    )
    all_large_holders_shares: int = Field(
        default=0,
        ge=0,
        le=CAPITAL_BOUND,
        title="大企業すべての持分の合計",
        json_schema_extra=about("Shares of all large firms together"),
    )
    deemed_large_holders_shares: int = Field(
        default=0,
        ge=0,
        le=CAPITAL_BOUND,
        title="みなし大企業の持分の合計",
        json_schema_extra=about("Shares of effectively large firms"),
    )
    officers: int = Field(
        default=0, ge=0, le=COUNT_BOUND, title="役員の総数", json_schema_extra=about("Officers")
    )
    officers_from_large: int = Field(
        default=0,
        ge=0,
        le=COUNT_BOUND,
        title="大企業の役員・職員を兼ねる役員の数",
        json_schema_extra=about("Officers who belong to large firms"),
    )
    officers_from_deemed_large: int = Field(
        default=0,
        ge=0,
        le=COUNT_BOUND,
        title="みなし大企業の役員・職員を兼ねる役員の数",
        json_schema_extra=about("Officers who belong to effectively large firms"),
    )
    taxable_income_yen: tuple[Annotated[int, Field(ge=-CAPITAL_BOUND, le=CAPITAL_BOUND)], ...] = Field(
        default=(),
        strict=False,
        max_length=3,
        title="直近3年の課税所得",
        json_schema_extra=about(
            "Taxable income of the last three years",
            unit="yen",
            document="法人税申告書 別表",
            document_en="Corporation tax return",
        ),
    )

    all_votes: Annotated[int, Field(ge=1, le=CAPITAL_BOUND)] | None = Field(
        default=None, title="議決権の総数", json_schema_extra=about("All votes")
    )
    votes_shared_with_group: int = Field(
        default=0,
        ge=0,
        le=CAPITAL_BOUND,
        title="親会社または同じ個人（家族を含む）が持つ議決権",
        json_schema_extra=about(
            "Votes of a parent company, or of one person and family, who holds other firms too",
            help_ja="みなし同一法人の判定に使います。",
            help_en="Tells whether several firms count as one applicant.",
            document="株主名簿",
            document_en="Register of shareholders",
        ),
    )

    @model_validator(mode="after")
    def _parts_within_whole(self) -> Self:
        """A part cannot exceed its whole."""
        over = [
            self.largest_large_holder_shares > self.total_shares,
            self.all_large_holders_shares > self.total_shares,
            self.deemed_large_holders_shares > self.total_shares,
            self.officers_from_large > self.officers,
            self.officers_from_deemed_large > self.officers,
            self.all_votes is not None and self.votes_shared_with_group > self.all_votes,
        ]
        if any(over):
            ja, en = "内訳が総数を超えています。", "A part is larger than its whole."
            raise PydanticCustomError("part_above_whole", "{message_en}", {"message": ja, "message_en": en})
        return self
