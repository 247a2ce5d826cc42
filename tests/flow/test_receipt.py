"""A receipt holds for exactly what was submitted."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from hojokin.flow.canonical import moment
from hojokin.flow.receipt import NotAReceipt, Receipt, missing_files, problems_of_claim, read_claim, receipt
from hojokin.flow.tombstone import Tombstone

AT = datetime(2026, 8, 25, 8, 0, tzinfo=UTC)
VALUES = {
    "name": "株式会社青空",
    "wage": 1_050,
    "agreed": True,
    "places": ["13", "27"],
    "owners": [{"name": "A"}],
}
FILES = [
    {"field": "tax", "name": "納税証明書.pdf", "size": 3, "sha256": "a" * 64},
    {"field": "tax", "name": "納税証明書2.pdf", "size": 4, "sha256": "b" * 64},
]


def made(**changed: Any) -> Receipt:
    asked: dict[str, Any] = {
        "number": "AP26-000001",
        "submitted_at": AT,
        "sequence": 1,
        "values": VALUES,
        "files": FILES,
    } | changed
    return receipt(**asked)


def claim_of(raw: dict[str, Any]) -> tuple[str, ...]:
    """What is wrong with a receipt's file."""
    return tuple(each.en for each in problems_of_claim(read_claim(json.dumps(raw))))


def test_what_was_written_is_read_again_without_a_problem() -> None:
    raw: Any = made().signed("ab", "cd").to_json()

    assert claim_of(raw) == ()
    assert read_claim(json.dumps(raw)).receipt == made().signed("ab", "cd")


@pytest.mark.parametrize(
    "changed",
    [
        {"number": "AP26-000002"},
        {"submitted_at": datetime(2026, 8, 25, 8, 0, 0, 1, tzinfo=UTC)},
        {"sequence": 2},
        {"values": VALUES | {"wage": 1_051}},
        {"values": VALUES | {"more": None}},
        {"files": FILES[:1]},
        {"files": [FILES[0] | {"name": "x"}, FILES[1]]},
        {"files": [FILES[0] | {"field": "x"}, FILES[1]]},
        {"files": [FILES[0] | {"size": 4}, FILES[1]]},
    ],
)
def test_anything_else_has_another_digest(changed: dict[str, Any]) -> None:
    assert made(**changed).digest != made().digest


def test_the_order_of_fields_and_files_does_not_matter() -> None:
    turned = made(values=dict(reversed(VALUES.items())), files=FILES[::-1])

    assert turned.digest == made().digest


def test_the_digest_is_sha256_of_the_listing_that_anybody_can_write() -> None:
    listing = (
        '["hojokin-receipt/1","N",1,"2026-08-25T08:00:00.000000Z",'
        '[["a","6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"]],[]]'
    )

    assert made(number="N", values={"a": 1}, files=[]).content == listing.encode()


def test_a_changed_value_is_named_with_the_digest_of_the_whole() -> None:
    raw: Any = deepcopy(made().to_json())
    raw["fields"][-1]["value"] = 2_000

    assert claim_of(raw) == (
        "The field 'wage' is not what was received.",
        "The digest of the whole does not match: a field or a file was changed.",
    )


def test_a_value_changed_together_with_its_digest_still_breaks_the_whole() -> None:
    raw: Any = made().to_json()
    raw["fields"] = made(values=VALUES | {"wage": 1}).to_json()["fields"]

    assert claim_of(raw) == ("The digest of the whole does not match: a field or a file was changed.",)


def test_a_value_with_a_point_cannot_be_read() -> None:
    raw: Any = deepcopy(made().to_json())
    raw["fields"][-1]["value"] = 1.5

    assert claim_of(raw) == ("The content cannot be read (float has no canonical form).",)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw.pop("fields"),
        lambda raw: raw.pop("digest"),
        lambda raw: raw.update(format="other/1"),
        lambda raw: raw.update(sequence="1"),
        lambda raw: raw.update(files=[{"field": "tax"}]),
        lambda raw: raw["fields"].append(raw["fields"][0]),
    ],
)
def test_a_file_of_another_shape_is_refused(spoil: Any) -> None:
    raw: Any = deepcopy(made().to_json())
    spoil(raw)

    with pytest.raises(NotAReceipt):
        read_claim(json.dumps(raw))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw.update(amount_yen=9_000_000),
        lambda raw: raw["fields"][0].update(label="補助額 900万円"),
        lambda raw: raw["files"][0].update(title="x"),
        lambda raw: raw["fields"][0].update(name=["agreed"]),
        lambda raw: raw["fields"].append({"name": 1, "value": 1, "sha256": "0"}),
        lambda raw: raw["files"][0].update(field=["tax"]),
        lambda raw: raw["files"][0].update(name=None),
        lambda raw: raw["files"][0].update(size="3"),
        lambda raw: raw["files"][0].update(size=True),
        lambda raw: raw.update(sequence=True),
        lambda raw: raw.update(erased={}),
    ],
)
def test_what_no_receipt_says_is_not_read_as_one(spoil: Any) -> None:
    raw: Any = deepcopy(made().to_json())
    spoil(raw)

    with pytest.raises(NotAReceipt):
        read_claim(json.dumps(raw))


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('"number":', '"number": "AP26-000009", "number":'),
        ('"name": "wage"', '"name": "bonus", "name": "wage"'),
        ('"size": 3', '"size": 9, "size": 3'),
        ('{"name": "A"}', '{"name": "B", "name": "A"}'),
    ],
)
def test_what_is_said_twice_is_refused_since_readers_would_show_either(said: str, instead: str) -> None:
    text = json.dumps(made().to_json())
    assert said in text

    with pytest.raises(NotAReceipt):
        read_claim(text.replace(said, instead, 1))


@pytest.mark.parametrize("depth", [200, 600, 900, 100_000])
def test_what_goes_too_deep_is_refused_or_told_and_no_accident(depth: int) -> None:
    deep = "[" * depth + "]" * depth
    text = json.dumps(made().to_json()).replace('[{"name": "A"}]', deep)
    assert deep in text

    try:
        problems = problems_of_claim(read_claim(text))
    except NotAReceipt:
        return
    assert len(problems) == 2


def test_letters_that_no_text_can_hold_are_refused() -> None:
    text = json.dumps(made().to_json()).replace("AP26-000001", "\\ud800")

    with pytest.raises(NotAReceipt):
        read_claim(text)


@pytest.mark.parametrize("name", ["number", "field", "name", "sha256", "size"])
def test_a_record_of_another_file_in_a_receipt_is_a_problem(name: str) -> None:
    buried = tombstone(AT)
    raw: Any = made().to_json([buried])
    assert len(raw["erased"]) == 1
    assert claim_of(raw) == ()

    raw["erased"][0][name] = 4 if name == "size" else "x"

    assert claim_of(raw) == ("A record of an erased file is about no file of this receipt.",)


def tombstone(at: datetime) -> Tombstone:
    """The record of the first file."""
    told = {"number": "AP26-000001", "field": "tax", "name": "納税証明書.pdf", "size": 3, "sha256": "a" * 64}
    return Tombstone(
        **told,  # type: ignore[arg-type]  # each as it is named
        erased_at=moment(at),
        ground="individual_number",
        asked_by="reviewer 1",
        approved_by="approver 2",
    )


@pytest.mark.parametrize("text", ["", "[]", "1", "no receipt", "{"])
def test_what_is_no_receipt_is_refused(text: str) -> None:
    with pytest.raises(NotAReceipt):
        read_claim(text)


def test_a_file_that_is_absent_or_of_another_length_is_named() -> None:
    present = {"a" * 64: 3, "b" * 64: 5}

    assert [each.en for each in missing_files(made(), present)] == [
        "The file '納税証明書2.pdf' is absent, or is not what was received."
    ]
    assert missing_files(made(), {"a" * 64: 3, "b" * 64: 4}) == ()
