"""Whom a campaign is for, as sentences that a reader of either language understands."""

from dataclasses import replace
from typing import get_args, get_type_hints

from breachdesk.infra.i18n import LANGUAGES, translator
from breachdesk.outreach.domain.audiences import (
    LANGUAGE_LABELS,
    REACH_LABELS,
    SEGMENT_LABELS,
    told,
)
from breachdesk.outreach.domain.campaign import Audience
from breachdesk.people.domain import AudienceFilter

ANYBODY = Audience(
    AudienceFilter(only_mandated=False, exclude_deceased=False), not_yet_informed=False
)


def sentences(audience: Audience, language: str, *controllers: str) -> list[str]:
    return [translator(language)(one) for one in told(audience, controllers)]


def test_no_limit_is_everybody() -> None:
    assert sentences(ANYBODY, "fr") == ["Tout le monde"]


def test_every_limit_is_told_in_the_language_of_the_reader() -> None:
    people = AudienceFilter(frozenset({"c1"}), "email", "minor", "fr")

    assert sentences(Audience(people), "fr", "Pharmacie du Marché (Dole)") == [
        "Mineurs, par leurs représentants",
        "Seulement les personnes qui lisent le français",
        "Seulement les personnes qui ont une adresse électronique",
        "Seulement les personnes de : Pharmacie du Marché (Dole)",
        "Seulement les personnes qu’un de leurs responsables de traitement laisse informer",
        "Laissées de côté : les personnes décédées",
        "Laissées de côté : les personnes déjà informées",
    ]


def test_of_many_controllers_some_are_named() -> None:
    people = replace(ANYBODY.people, controller_ids=frozenset(map(str, range(9))))
    names = [f"Pharmacie {at}" for at in range(9)]
    [_who, of] = sentences(replace(ANYBODY, people=people), "en", *names)

    assert of == (
        "Only those of 9 controllers: Pharmacie 0, Pharmacie 1, Pharmacie 2, Pharmacie 3,"
        " Pharmacie 4 and others"
    )


def test_whatever_can_be_stored_has_words() -> None:
    hints = get_type_hints(AudienceFilter)

    assert set(SEGMENT_LABELS) == set(get_args(hints["segment"]))
    assert set(REACH_LABELS) == set(get_args(hints["reachable_by"])) - {""}
    assert set(LANGUAGE_LABELS) == set(LANGUAGES)
