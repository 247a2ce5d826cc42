"""Addresses are found once and are those of Django, in each language."""

import pytest
from django.template import engines
from django.urls import NoReverseMatch, reverse
from django.utils import translation

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.office.portals.addresses import address


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("public:home", ()),
        ("cases:case", ("AP26-000001",)),
        ("cases:form", ("AP26-000001", "contact")),
        ("cases:file", ("AP26-000001", 7)),
    ],
)
def test_an_address_is_that_of_django(name: str, arguments: tuple[object, ...], language: str) -> None:
    with translation.override(language):
        told = [address(name, *arguments) for _time in range(2)]

        assert told == [reverse(name, args=arguments)] * 2
        assert told[0].startswith("/en/") is (language == "en")


def test_numbers_that_are_equal_but_written_differently_are_kept_apart() -> None:
    assert address("cases:file", "AP26-000001", 1) != address("cases:case", "AP26-000001")
    with pytest.raises(NoReverseMatch):
        address("cases:file", "AP26-000001", True)  # it equals 1


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ('{% url "cases:case" number %}', "/cases/AP26-000001/"),
        ("{% url name number %}", "/cases/AP26-000001/"),
        ('{% url "cases:case" number=number %}', "/cases/AP26-000001/"),
        ('{% url "cases:case" number as found %}[{{ found }}]', "[/cases/AP26-000001/]"),
        ('{% url "cases:nowhere" number as found %}[{{ found }}]', "[]"),
    ],
)
def test_the_tag_is_that_of_django(tag: str, told: str) -> None:
    template = engines["django"].from_string(tag)

    assert template.render({"number": "AP26-000001", "name": "cases:case"}) == told


def test_an_address_that_is_none_is_told() -> None:
    template = engines["django"].from_string('{% url "cases:nowhere" %}')

    with pytest.raises(NoReverseMatch):
        template.render({})
