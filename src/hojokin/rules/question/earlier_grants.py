"""Earlier grants (過年度の交付決定) of an applicant."""

from __future__ import annotations

from datetime import date

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from hojokin.rules import reference
from hojokin.rules.engine.facts import Text
from hojokin.rules.names import ALL
from hojokin.rules.question.codes import EarlierTrack
from hojokin.rules.question.part import Part, about
from hojokin.rules.question.values import IsoDate, ProcessCode

YEARS_UNTIL_DECIDED = 1  # FY2025 decided into January 2026 (SCH.normal-2025-R7); wide enough for any round


class PastGrant(Part):
    """Earlier grant (過年度の交付決定)."""

    year: int = Field(
        ge=2015, le=2100, title="交付決定を受けた年度", json_schema_extra=about("Programme year")
    )
    track: EarlierTrack = Field(strict=False, title="枠", json_schema_extra=about("Track"))
    decided_on: IsoDate | None = Field(
        default=None,
        strict=False,
        title="交付決定日",
        json_schema_extra=about(
            "Date of the grant decision", document="交付決定通知書", document_en="Notice of grant decision"
        ),
    )
    processes: tuple[ProcessCode, ...] = Field(
        default=(),
        strict=False,
        title="導入したプロセス",
        json_schema_extra=about("Processes introduced then"),
    )
    security_service: bool | None = Field(
        default=None,
        title="今回と同じサイバーセキュリティお助け隊サービスを導入した",
        json_schema_extra=about("Was for the listed security service asked for now"),
    )

    @field_validator("track")
    @classmethod
    def _existed_then(cls, track: EarlierTrack, info: ValidationInfo) -> EarlierTrack:
        """The programme had the track in that year; a wrong pair would bring or miss a bar in silence."""
        year = info.data.get("year")
        if year is None or track in (existed := reference.grant_tracks_of(year)):
            return track
        ja = f"{year}年度に{ALL[track].ja}はありませんでした。年度か枠を確かめてください。"
        en = f"There was no {ALL[track].en} in {year}. Check the year or the track."
        names = Text("、".join(ALL[each].ja for each in existed), ", ".join(existed))
        told = {
            "message": f"{ja}その年度の枠: {names.ja}。",
            "message_en": f"{en} Tracks of that year: {names.en}.",
        }
        raise PydanticCustomError("no_such_grant", "{message_en}", told)

    @field_validator("decided_on")
    @classmethod
    def _decided_then(cls, decided_on: date | None, info: ValidationInfo) -> date | None:
        """Decided in the calendar year of the programme or the one after it, whatever the round."""
        year = info.data.get("year")
        if year is None or decided_on is None or year <= decided_on.year <= year + YEARS_UNTIL_DECIDED:
            return decided_on
        until = year + YEARS_UNTIL_DECIDED
        ja = f"{year}年度の交付決定日が{decided_on}ということはありません。{year}-01-01～{until}-12-31の日か、年度を直してください。"
        en = f"A grant of {year} was not decided on {decided_on}. Give a day from {year}-01-01 to {until}-12-31, or correct the year."
        raise PydanticCustomError("no_such_grant", "{message_en}", {"message": ja, "message_en": en})
