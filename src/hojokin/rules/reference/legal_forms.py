"""Legal forms (組織形態): which limits of size an applicant is measured by, and which may not apply."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from hojokin.rules.reference.reading import Cells, Confidence, read_table, repeated, unknown_key


class LegalFormKind(StrEnum):
    """How a legal form is measured."""

    COMPANY = "company"  # 会社: capital or employees, by industry (classes 1 to 8)
    SOLE_PROPRIETOR = "sole_proprietor"  # 個人事業主: employees, by industry
    BODY = "body"  # その他の法人: employees, classes 9 to 15
    EXCLUDED = "excluded"  # 申請できない


class ConsortiumLead(StrEnum):
    """Bodies that may represent a consortium whatever their size (代表事業者)."""

    SHOPPING_STREET_BODY = "shopping_street_body"
    SOCIETY_OF_COMMERCE = "society_of_commerce"
    CHAMBER_OF_COMMERCE = "chamber_of_commerce"


@dataclass(frozen=True, slots=True)
class LegalForm:
    """One legal form (組織形態). `sme_class` is set for bodies only (rows 9 to 15 of 別紙1)."""

    code: str
    name_ja: str
    name_en: str
    kind: LegalFormKind
    sme_class: int | None
    is_corporation: bool
    consortium_lead: ConsortiumLead | None
    fact: str
    confidence: Confidence

    @property
    def excluded(self) -> bool:
        """This form may not apply at all."""
        return self.kind is LegalFormKind.EXCLUDED

    @property
    def may_be_micro(self) -> bool:
        """Only companies and sole proprietors can be small enterprises (小規模事業者, ELG-05, ELG-06)."""
        return self.kind in {LegalFormKind.COMPANY, LegalFormKind.SOLE_PROPRIETOR}


@cache
def legal_forms() -> tuple[LegalForm, ...]:
    """Every known form in the order of the table. Source: 公募要領 2025 and 交付規程 別紙1."""
    return read_table("hojokin.rules.reference", "legal_forms.csv", _legal_form, check_legal_forms)


def legal_form(code: str) -> LegalForm:
    """The legal form of a code such as "KK". Raises UnknownCodeError."""
    for each in legal_forms():
        if each.code == code:
            return each
    raise unknown_key("組織形態", "legal form", code, {each.code: each.name_ja for each in legal_forms()})


def check_legal_forms(rows: Sequence[LegalForm]) -> list[str]:
    """What is wrong with the table: repeats, and classes on the wrong kind of form."""
    problems = repeated(each.code for each in rows)
    for each in rows:
        if (each.sme_class is not None) != (each.kind is LegalFormKind.BODY):
            problems.append(f"{each.code}: a size class belongs to a body, and only there")
    return problems


def _legal_form(cells: Cells) -> LegalForm:
    named_lead = cells.optional("consortium_lead")
    return LegalForm(
        code=cells.text("code"),
        name_ja=cells.text("name_ja"),
        name_en=cells.text("name_en"),
        kind=cells.choice("kind", LegalFormKind),
        sme_class=cells.optional_whole("sme_class"),
        is_corporation=cells.flag("is_corporation"),
        consortium_lead=cells.choice("consortium_lead", ConsortiumLead) if named_lead else None,
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )
