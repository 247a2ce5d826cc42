"""What the state, gBizID or an earlier application says is offered beside what is there, and taken by a tick each."""

from datetime import timedelta
from typing import Any

import pytest

from hojokin.flow.form import Value
from hojokin.office.actions.write_field import write_field
from hojokin.office.adapters.company_register import local
from hojokin.office.ports.company_register import Company
from hojokin.office.ports.outside import Unavailable
from hojokin.office.records.models import AuditRow, Filing, FilingEntry, Party
from hojokin.rules.engine.facts import Text
from tests.flow.application_samples import corporation
from tests.office.cases.application_scene import AT, application, typed_of
from tests.office.cases.sample import Scene

NUMBER = "8099000000001"  # 株式会社みほん青果 of the packaged register


def begun(**values: Value) -> Scene:
    """An application in which only the number is written."""
    return application({"applicant_kind": "corporation", "corporate_number": NUMBER, **values})


def value(scene: Scene, name: str) -> object:
    """What a field says now."""
    return FilingEntry.objects.filter(filing=scene.filing, name=name).values_list("value", flat=True).first()


def offers(scene: Scene) -> dict[str, list[str]]:
    """The sources of what is offered, by field."""
    fields = scene.as_applicant.get(f"{scene.address}offered/").context["fields"]
    return {each.field.name: [offer.source for offer, _, _ in each.offers] for each in fields}


def take(scene: Scene, *keys: str, **versions: int) -> Any:
    """Tick and send."""
    names = {f"version-{name}": version for name, version in versions.items()}
    return scene.as_applicant.post(f"{scene.address}offered/", {"take": list(keys), **names})


def earlier(scene: Scene, values: dict[str, Value], owner: Party | None = None) -> Filing:
    """An application of the year before that was handed in."""
    assert scene.applicant.person is not None
    filing = Filing.objects.create(
        number="AP25-000001",
        kind="application",
        edition="fy2025",
        track="normal",
        state="rejected",
        owner=owner or scene.filing.owner,
        partner=scene.filing.partner,
        opened_at=AT,
        state_since=AT,
        submitted_at=AT - timedelta(days=300),
    )
    for name, typed in typed_of(values).items():
        FilingEntry.objects.create(
            filing=filing,
            name=name,
            typed=typed,
            value=values[name],
            written_by=scene.applicant.person,
            written_as="applicant",
            written_at=AT,
        )
    return filing


def test_the_register_offers_what_it_says_of_the_number() -> None:
    scene = begun()

    found = offers(scene)

    assert [name for name, sources in found.items() if "register" in sources] == [
        "company_name",
        "company_kana",
        "head_office_prefecture",
        "head_office_city",
        "head_office_street",
        "founded_on",
        "capital_yen",
        "representative_name",
    ]


def test_what_is_ticked_is_written_and_nothing_else() -> None:
    scene = begun(capital_yen=1)

    answer = take(scene, "company_name:register", "founded_on:register")

    assert answer["Location"] == f"{scene.address}offered/?taken=2"
    assert value(scene, "company_name") == "株式会社みほん青果"
    assert value(scene, "founded_on") == "2009-04-01"
    assert (value(scene, "capital_yen"), value(scene, "head_office_city")) == (1, None)
    assert AuditRow.objects.filter(what="filing.write", subject=scene.filing.number).count() == 2


def test_an_empty_field_comes_ticked_and_one_that_says_something_does_not() -> None:
    scene = begun(capital_yen=1)

    fields = scene.as_applicant.get(f"{scene.address}offered/").context["fields"]

    ticked = {each.field.name: [is_ticked for _, _, is_ticked in each.offers] for each in fields}
    assert (ticked["company_kana"], ticked["capital_yen"]) == ([True], [False])


def test_what_says_the_same_already_is_not_offered() -> None:
    scene = begun(capital_yen=10_000_000)

    page = scene.as_applicant.get(f"{scene.address}offered/")

    assert "capital_yen" not in offers(scene)
    assert page.context["offered"].same == 2  # and the kind of applicant


def test_two_values_for_one_field_are_told_and_nothing_is_written() -> None:
    scene = begun()

    answer = take(scene, "company_name:register", "company_name:gbizid", "company_kana:register")

    assert "ひとつの項目に二つ選ばれています" in answer.text
    assert value(scene, "company_kana") is None


def test_a_field_that_somebody_wrote_meanwhile_is_not_overwritten() -> None:
    scene = begun()
    write_field(scene.filing, "company_name", ["別の人の入力"], 0, by=scene.applicant, at=AT)

    answer = take(scene, "company_name:register", "company_kana:register", company_name=0)

    assert "ほかの人が先に書き換えた項目があります" in answer.text
    assert value(scene, "company_name") == "別の人の入力"
    assert value(scene, "company_kana") == "ミホンセイカ"


@pytest.mark.parametrize(
    "key", ["exclusions:register", "company_name:AP25-000001", "tools:register", "nonsense"]
)
def test_what_was_not_offered_is_not_written(key: str) -> None:
    scene = begun()

    answer = take(scene, key)

    assert answer["Location"].endswith("?taken=0")


def test_a_register_that_does_not_answer_is_told_and_the_rest_is_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(_self: object, _number: str) -> Company | None:
        raise Unavailable(Text("法人情報を取得できませんでした。", "The register did not answer."))

    monkeypatch.setattr(local.LocalCompanyRegister, "find", away)
    scene = begun()

    page = scene.as_applicant.get(f"{scene.address}offered/")

    assert "法人情報を取得できませんでした。" in page.text
    assert offers(scene)["contact_email"] == ["account"]


def test_a_number_that_is_in_no_register_is_told() -> None:
    scene = application({"applicant_kind": "corporation", "corporate_number": "7000012050002"})

    page = scene.as_applicant.get(f"{scene.address}offered/")

    assert "この法人番号は公開情報に見つかりません" in page.text


def test_an_earlier_application_is_offered_without_pledges_and_papers() -> None:
    scene = begun()
    earlier(scene, corporation(business_outline="去年の事業です。", gbizid_prime=True))

    found = offers(scene)

    assert found["business_outline"] == ["AP25-000001"]
    assert found["officers"] == ["AP25-000001"]
    assert {"mobile_is_own", "register_extract_issued_on", "register_name", "contest", "tools"} & set(
        found
    ) == set()


def test_a_table_is_taken_as_a_whole() -> None:
    scene = begun()
    earlier(scene, {"officers": [{"title": "代表取締役", "name": "日本 太郎", "kana": "ニホン タロウ"}]})

    take(scene, "officers:AP25-000001")

    assert value(scene, "officers") == [{"title": "代表取締役", "name": "日本 太郎", "kana": "ニホン タロウ"}]


def test_what_another_party_filed_is_offered_to_nobody() -> None:
    scene = begun()
    earlier(scene, {"business_outline": "他社の事業です。"}, Party.objects.create(name="他社"))

    assert "business_outline" not in offers(scene)


def test_a_vendor_is_offered_its_own_part_of_its_own_earlier_application_alone() -> None:
    scene = begun()
    filing = earlier(scene, {"plan_grounds": "去年の根拠です。", "business_outline": "去年の事業です。"})

    own = [each.field.name for each in scene.as_vendor.get(f"{scene.address}offered/").context["fields"]]
    Filing.objects.filter(pk=filing.pk).update(partner=Party.objects.create(name="別の支援事業者"))
    others = list(scene.as_vendor.get(f"{scene.address}offered/").context["fields"])

    assert (own, others) == (["plan_grounds"], [])


def test_a_strangers_page_is_absent_and_nothing_is_offered_when_nothing_may_be_written() -> None:
    scene = application({"corporate_number": NUMBER}, state="submitted")

    assert scene.as_stranger.get(f"{scene.address}offered/").status_code == 404
    assert list(scene.as_applicant.get(f"{scene.address}offered/").context["fields"]) == []
    assert take(scene, "company_name:register")["Location"].endswith("?taken=0")
    assert value(scene, "company_name") is None


def test_a_sole_proprietor_is_offered_what_gbizid_says_and_no_register_is_asked() -> None:
    scene = application({"applicant_kind": "sole_proprietor"})
    Party.objects.filter(pk=scene.filing.owner_id).update(
        kind="sole_proprietor", name="山田 一郎", prefecture="13", address="東京都中央区日本橋一丁目2番"
    )

    page = scene.as_applicant.get(f"{scene.address}offered/")

    assert {name: sources for name, sources in offers(scene).items() if "gbizid" in sources} == {
        "person_name": ["gbizid"],
        "home_prefecture": ["gbizid"],
        "home_address": ["gbizid"],
    }
    assert list(page.context["offered"].remarks) == []


def test_the_page_is_read_in_english() -> None:
    scene = begun()

    assert scene.as_applicant.get(f"/en{scene.address}offered/").status_code == 200


def test_figures_of_an_earlier_application_come_ticked_only_when_they_are_asked_for() -> None:
    scene = begun()
    earlier(scene, {"sales_yen": 1_000})
    ticked = []

    for query in ("", "?all=AP25-000001", "?all=AP99"):
        fields = scene.as_applicant.get(f"{scene.address}offered/{query}").context["fields"]
        ticked += [
            is_ticked for each in fields if each.field.name == "sales_yen" for _, _, is_ticked in each.offers
        ]

    assert ticked == [False, True, False]
