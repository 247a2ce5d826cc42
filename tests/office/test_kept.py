"""A kept part of a page is written from the values it names and from nothing else, and anew for other values."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError, engines
from django.utils import translation
from django.utils.safestring import mark_safe

from hojokin.office.portals.templatetags import kept
from hojokin.office.records.models import Party


@dataclass(frozen=True)
class Line:
    title: str


def page(inside: str, named: str = "each=each") -> str:
    return "{% load kept i18n %}{% kept " + named + " %}" + inside + "{% endkept %}"


def test_the_same_values_are_written_once() -> None:
    asked = []

    class Noted(str):
        __slots__ = ()

        def __str__(self) -> str:
            asked.append(1)
            return super().__str__()

    template = engines["django"].from_string(page("{{ each }}"))

    said = [template.render({"each": Noted("a")}) for _time in range(3)]

    assert (said, len(asked)) == (["a", "a", "a"], 1)


def test_other_values_are_written_anew() -> None:
    template = engines["django"].from_string(page("<b>{{ each.title }}</b>"))

    said = [template.render({"each": Line(title)}) for title in ("a", "b", "<a>")]

    assert said == ["<b>a</b>", "<b>b</b>", "<b>&lt;a&gt;</b>"]


def test_what_is_not_named_is_not_there() -> None:
    template = engines["django"].from_string(page("{{ each }}{{ other }}"))

    assert template.render({"each": "a", "other": "b"}) == "a"


def test_each_language_is_kept_by_itself() -> None:
    template = engines["django"].from_string(page('{% translate "はい" %}'))

    said = []
    for language in ("ja", "en", "ja"):
        with translation.override(language):
            said.append(template.render({"each": 1}))

    assert said == ["はい", "Yes", "はい"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [([mark_safe("<i>"), "<i>"], ["<i>", "&lt;i&gt;"]), ([1, True, 1.0], ["1", "True", "1.0"])],
    ids=["marked as safe", "equal numbers"],
)
def test_what_only_seems_equal_is_kept_apart(values: list[object], expected: list[str]) -> None:
    template = engines["django"].from_string(page("{{ each }}"))

    assert [template.render({"each": each}) for each in values] == expected


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_more_is_kept_than_allowed(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(kept, "MOST", most)
    template = Template(page("{{ each }}"))
    (part,) = [each for each in template.nodelist if isinstance(each, kept.KeptPart)]

    sizes = []
    for each in "abc":
        template.render(Context({"each": each}))
        sizes.append(part.kept)

    assert sizes == {1: [1, 1, 1], 2: [1, 2, 1], 3: [1, 2, 3]}[most]


@pytest.mark.parametrize("named", ["", "each", "each=each other"])
def test_a_part_names_its_values(named: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="name=value"):
        engines["django"].from_string(page("", named))


def whole(inside: str, named: str = "digest each=each") -> str:
    return "{% load kept i18n %}{% kept_while " + named + " %}" + inside + "{% endkept_while %}"


def test_a_whole_part_is_written_once_for_each_digest_and_language() -> None:
    template = engines["django"].from_string(whole('{% translate "はい" %} {{ each }}'))

    said = []
    for digest, each, language in (
        (b"1", "a", "ja"),
        (b"1", "b", "ja"),
        (b"1", "b", "en"),
        (b"2", "b", "ja"),
    ):
        with translation.override(language):
            said.append(template.render({"digest": digest, "each": each}))

    assert said == ["はい a", "はい a", "Yes b", "はい b"]


def test_the_values_themselves_can_be_the_digest() -> None:
    template = engines["django"].from_string(whole("{{ each|join:'-' }}", "each each=each"))

    assert [template.render({"each": each}) for each in (["a"], ["a", "b"], ("a",), ["b"])] == [
        "a",
        "a-b",
        "a",
        "b",
    ]


def test_a_whole_part_sees_only_what_it_names() -> None:
    template = engines["django"].from_string(whole("{{ each }}{{ digest }}{{ other }}"))

    assert template.render({"digest": b"1", "each": "a", "other": "b"}) == "a"


@pytest.mark.django_db
def test_a_whole_part_may_not_ask_for_what_its_digest_does_not_know() -> None:
    template = engines["django"].from_string(whole("{% for each in each %}{{ each.name }}{% endfor %}"))
    Party.objects.create(name="青空商店", prefecture="13")

    with pytest.raises(RuntimeError, match="records_party"):
        template.render({"digest": b"1", "each": Party.objects.all()})
    assert template.render({"digest": b"1", "each": list(Party.objects.all())}) == "青空商店"


@pytest.mark.parametrize(("most", "written"), [(1, 6), (2, 6), (3, 3)])
def test_of_whole_parts_the_newest_are_kept(monkeypatch: pytest.MonkeyPatch, most: int, written: int) -> None:
    monkeypatch.setattr(kept, "MOST_WHOLE", most)
    asked = []

    class Noted(str):
        __slots__ = ()

        def __str__(self) -> str:
            asked.append(1)
            return super().__str__()

    template = engines["django"].from_string(whole("{{ each }}"))
    for each in "abcabc":
        assert template.render({"digest": each, "each": Noted(each)}) == each

    assert len(asked) == written


def test_many_readers_at_once_make_room_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_WHOLE", 2)
    template = engines["django"].from_string(whole("{{ each }}"))

    with ThreadPoolExecutor(8) as readers:
        said = list(readers.map(lambda each: template.render({"digest": each, "each": each}), range(400)))

    assert said == [str(each) for each in range(400)]


def test_whole_parts_can_be_forgotten() -> None:
    template = engines["django"].from_string(whole("{{ each }}"))

    said = [template.render({"digest": b"1", "each": "a"})]
    kept.forget_parts()
    said.append(template.render({"digest": b"1", "each": "b"}))

    assert said == ["a", "b"]


@pytest.mark.parametrize("named", ["digest", "digest each", "digest each=each other"])
def test_a_whole_part_names_its_values(named: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="name=value"):
        engines["django"].from_string(whole("", named))
