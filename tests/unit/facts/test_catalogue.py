from collections.abc import Iterator
from pathlib import Path

import pytest

from breachdesk.facts.domain import Field, Kind, Label, NotificationKind, Section, Source
from breachdesk.facts.domain.draft import No, NoneOf, Ticked, Yes
from breachdesk.facts.domain.fields import FORM_2018, FORM_2023
from breachdesk.facts.registry import FIELDS, SECTIONS, field
from breachdesk.kernel.text import Bilingual

GOLDEN = Path(__file__).with_name("golden.txt").read_text().splitlines()
LISTS = {Kind.CHOICE, Kind.CHOICES, Kind.BODIES}
by_key = pytest.mark.parametrize("one", FIELDS.values(), ids=lambda one: one.key)


def labels_of(one: Field) -> Iterator[tuple[str, Label]]:
    yield from ((one.key, label) for label in one.labels)
    for option in one.options:
        yield from ((f"{one.key}/{option.key}", label) for label in option.labels)


def printed() -> Iterator[str]:
    """The catalogue as the golden file has it; regenerate it by printing this."""
    for section in SECTIONS:
        yield f"{section.number}. {section.key}\t{section.title.fr}"
        for one in section.fields:
            for name, label in labels_of(one):
                state = "unverified" if label.unverified else "seen"
                yield f"{name}\t{label.since}\t{state}\t{label.fr}"


def condition_keys(condition: object) -> set[str]:
    match condition:
        case Ticked(key=key) | Yes(key=key) | No(key=key):
            return {key}
        case NoneOf(conditions=conditions):
            return set().union(*(condition_keys(part) for part in conditions))
        case _:
            return set()


def test_keys_and_french_labels_are_those_recorded() -> None:
    """Cases of past years hold these keys, and people tick these labels on the form."""
    assert list(printed()) == GOLDEN


def test_sections_are_numbered_as_on_the_form() -> None:
    assert [section.number for section in SECTIONS] == list(range(1, 15))


def test_no_key_is_used_twice() -> None:
    keys = [one.key for section in SECTIONS for one in section.fields]

    assert len(keys) == len(set(keys)) == len(FIELDS)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_section_says_what_it_is_for_in_both_languages(section: Section) -> None:
    assert all(section.title.in_(language) for language in ("fr", "en"))
    assert all(section.help.in_(language) for language in ("fr", "en"))


@by_key
def test_every_label_exists_in_both_languages(one: Field) -> None:
    assert all(label.fr and label.en for _name, label in labels_of(one))


@by_key
def test_wordings_follow_each_other_in_time(one: Field) -> None:
    for labels in (one.labels, *(option.labels for option in one.options)):
        dates = [label.since for label in labels]
        assert dates == sorted(set(dates))


@by_key
def test_a_list_has_options_with_their_own_keys_and_nothing_else_has(one: Field) -> None:
    keys = [option.key for option in one.options]

    assert bool(keys) is (one.kind in LISTS)
    assert len(keys) == len(set(keys))


@by_key
def test_an_option_named_other_asks_which(one: Field) -> None:
    assert all(option.other is (option.key == "other") for option in one.options)


@by_key
def test_what_a_field_hangs_on_is_on_the_form(one: Field) -> None:
    assert condition_keys(one.when) <= FIELDS.keys()


@by_key
def test_options_a_field_hangs_on_exist(one: Field) -> None:
    if isinstance(one.when, Ticked):
        assert all(field(one.when.key).option(option) for option in one.when.options)


@by_key
def test_french_help_is_typeset_as_french(one: Field) -> None:
    assert not any(f" {mark}" in one.help.fr for mark in ":;!?»")
    assert "'" not in one.help.fr
    assert "'" not in one.help.en


@by_key
def test_a_field_says_where_its_answer_is_kept(one: Field) -> None:
    homes = {"organisation": Source.ORGANISATION, "legal": Source.ORGANISATION}
    homes |= {"contact": Source.ORGANISATION, "incident": Source.INCIDENT, "filing": Source.FILING}

    assert one.source is homes.get(one.key.split(".")[0], Source.FACT)


def test_the_kinds_of_filing_are_those_of_the_form() -> None:
    assert [o.key for o in field("filing.kind").options] == list(NotificationKind)


@pytest.mark.parametrize(
    ("key", "law"),
    [
        ("data.sensitive", "9"),
        ("delay.reasons", "33(1)"),
        ("people.count", "33(3)(a)"),
        ("communication.content", "34(2)"),
        ("communication.reason_none", "34(3)"),
    ],
)
def test_the_help_cites_the_law(key: str, law: str) -> None:
    assert f"rticle {law} " in field(key).help.fr
    assert f"rticle {law} " in field(key).help.en


def test_the_wording_of_the_day_is_used() -> None:
    hacking = field("breach.origin").option("hacking")

    assert hacking is not None
    assert hacking.label_at(FORM_2018).fr == "Piratage, logiciel malveillant, hameçonnage"
    assert "(par exemple rançongiciel)" in hacking.label_at(FORM_2023).fr


def test_before_the_first_wording_the_first_one_is_used() -> None:
    label = field("breach.origin").label_at(FORM_2018.replace(year=2001))

    assert label.in_("fr") == "Origine de l'incident"
    assert label.in_("en") == "Origin of the incident"


def test_titles_are_the_ones_of_the_form() -> None:
    assert SECTIONS[6].title == Bilingual("À propos de la violation", "About the breach")
