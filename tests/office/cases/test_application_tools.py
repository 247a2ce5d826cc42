"""What the register says of a tool is filled in by the office, and a vendor chooses only what it may sell."""

from typing import Any

from hojokin.office.actions.write_field import write_field
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.option_sets import fixed_sets
from hojokin.office.records.models import FilingEntry, Tool
from tests.flow.application_samples import corporation
from tests.office.cases.application_scene import AT, OF_INVOICE, OTHER, SELLS, application
from tests.office.cases.sample import Scene

ROW = {"category": ["1"], "tool": [SELLS.number], "quantity": ["2"], "amount_yen": ["1000000"]}


def row(scene: Scene) -> Any:
    """The first row of the table of tools as it is kept."""
    rows: Any = FilingEntry.objects.get(filing=scene.filing, name="tools").value
    return rows[0]


def post(scene: Scene, **cells: str) -> Any:
    """Save the table of tools with one row as a browser does."""
    version = (
        FilingEntry.objects.filter(filing=scene.filing, name="tools")
        .values_list("version", flat=True)
        .first()
    )
    typed = {f"tools-0-{name}": text for name, text in cells.items()}
    address = f"{scene.address}fields/tools/"
    return scene.as_vendor.post(
        address, {"version-tools": version or 0, **typed}, headers={"HX-Request": "true"}
    )


def test_a_vendor_chooses_among_its_registered_tools_of_the_track() -> None:
    scene = application()
    Tool.objects.filter(number=OTHER.number).update(state="draft")

    sets = FilingView(scene.filing, scene.vendor, AT).option_sets

    assert list(sets["tools"]) == [SELLS.number]
    assert OF_INVOICE.number not in sets["own_tools"]
    assert sets["legal_forms"] == fixed_sets()["legal_forms"]


def test_what_the_register_says_of_a_tool_is_filled_in() -> None:
    scene = application(corporation(tools=[]))

    answer = post(
        scene, category="1", tool=SELLS.number, unit_price_yen="500000", quantity="2", amount_yen="1000000"
    )

    assert row(scene) == {
        "category": "1",
        "tool": SELLS.number,
        "name": "みどり会計",
        "unit_price_yen": 500_000,
        "quantity": 2,
        "months": None,
        "amount_yen": 1_000_000,
        "price_min": 400_000,
        "price_standard": 500_000,
        "processes": ["P-03", "P-04"],
        "functions": ["accounting", "ordering"],
        "cloud": True,
        "invoice_ready": True,
        "ai": "none",
    }
    assert answer["HX-Retarget"] == "#field-tools"
    assert "400,000円" in answer.text
    assert 'name="tools-0-price_min"' not in answer.text
    assert 'name="tools-0-name"' not in answer.text


def test_what_somebody_types_there_does_not_count() -> None:
    scene = application(corporation(tools=[]))

    post(scene, category="1", tool=SELLS.number, price_min="1", price_standard="99999999", name="別の名前")

    assert [row(scene)[each] for each in ("name", "price_min", "price_standard")] == [
        "みどり会計",
        400_000,
        500_000,
    ]


def test_a_tool_of_another_vendor_is_no_option_and_fills_in_nothing() -> None:
    scene = application(corporation(tools=[]))

    post(scene, category="1", tool="DL06-0000009", price_min="1")

    assert row(scene)["price_min"] is None
    said = [
        each.message.ja for each in FilingView(scene.filing, scene.vendor, AT).errors if each.field == "tools"
    ]
    assert any("DL06-0000009" in each for each in said)


def test_hardware_has_no_registration_and_is_named_by_the_vendor() -> None:
    scene = application(corporation(tools=[]))

    post(scene, category="8", name="レジ", unit_price_yen="100000", quantity="1", amount_yen="100000")
    page = scene.as_vendor.get(f"{scene.address}form/tools/").text

    assert (row(scene)["name"], row(scene)["price_min"]) == ("レジ", None)
    assert 'name="tools-0-name"' in page


def test_a_price_outside_the_registered_range_is_told() -> None:
    scene = application(corporation(tools=[]))
    told = []

    for price in ("399999", "400000", "500000", "500001"):
        post(scene, category="1", tool=SELLS.number, unit_price_yen=price, quantity="1", amount_yen=price)
        view = FilingView(scene.filing, scene.vendor, AT)
        told.append([each.column for each in view.errors if each.field == "tools"])

    assert told == [["unit_price_yen"], [], [], ["unit_price_yen"]]


def test_saving_twice_changes_nothing() -> None:
    scene = application(corporation(tools=[]))
    first = write_field(scene.filing, "tools", [ROW], 1, by=scene.vendor, at=AT)

    second = write_field(scene.filing, "tools", [ROW], first.entry.version, by=scene.vendor, at=AT)

    assert second.changed is False
