"""What a letter says to whom, and what all letters of a segment share."""

from dataclasses import replace

import pytest

from breachdesk.letters.domain import Fault
from breachdesk.letters.domain.printing import UnmailableError
from breachdesk.outreach.domain.mails import Case
from breachdesk.outreach.domain.paper import MARKS, Book, Sheet, name_line
from breachdesk.outreach.domain.wordings import LETTER, Reading, Wording
from tests.builders.outreach import VALUES, build_person, build_wording

CASE = Case(
    "Laboratoire",
    is_processor=False,
    reference="2026-0001-1",
    check_page="https://x.example/verifier",
    controllers={"c1": "A", "c2": "B"},
)


def book(body: str, case: Case = CASE, language: str = "fr") -> Book:
    return Book({language: Reading(Wording("Objet", body, VALUES), language)}, case)


def sheet(body: str, language: str = "fr") -> Sheet:
    return book(body, language=language).sheet(language, "")


def test_the_first_sentence_that_names_the_person_stands_on_a_line_of_its_own() -> None:
    body = "Bonjour,\n\nCeci concerne ((prénom)) ((nom)). Nous sommes ((organisme)).\n\nFin."
    found = sheet(body)

    assert found.above == "<p>Bonjour,</p>"
    assert found.names({"civilité": "", "prénom": "Zoé", "nom": "Ëxemple"}) == (
        "Ceci concerne Zoé Ëxemple."
    )
    assert found.below == "<p>Nous sommes Laboratoire.</p>\n<p>Fin.</p>"


def test_what_only_a_mail_says_is_not_printed() -> None:
    body = "((courriel??Sans pièce jointe.))((lettre??Une page.)) Fin."
    mail = Reading(Wording("Objet", body, VALUES), "fr")
    letter = Reading(Wording("Objet", body, VALUES), "fr", by=LETTER)

    assert mail.filled(frozenset(), {}) == ("Objet", "Sans pièce jointe. Fin.")
    assert letter.filled(frozenset(), {}) == ("Objet", "Une page. Fin.")


def test_a_greeting_is_such_a_line_too() -> None:
    found = sheet("Bonjour ((civilité)) ((nom)),\n\nNous vous écrivons.")

    assert found.names({"civilité": "Madame", "prénom": "", "nom": "Exemple"}) == (
        "Bonjour Madame Exemple,"
    )
    assert (found.above, found.below) == ("", "<p>Nous vous écrivons.</p>")


@pytest.mark.parametrize(
    "body",
    [
        "Nous vous écrivons.",
        "- ((prénom)) ((nom))\n- Fin",
        f"{'Très long ' * 10} ((prénom)).",
        "Voici. Cela concerne ((prénom)).",
    ],
)
def test_a_text_without_such_a_sentence_gets_a_line_that_names_the_person(body: str) -> None:
    found = sheet(body)

    assert found.names({"civilité": "", "prénom": "Zoé", "nom": "Exemple"}) == (
        "Cette lettre concerne Zoé Exemple."
    )
    assert found.above == ""
    assert not set(found.below) & set(MARKS.values())


@pytest.mark.parametrize(
    ("language", "body", "said"),
    [
        ("fr", "A ((prénom)) ((nom)).\n\nCar ((prénom)) a 8 ans.", "Car la personne concernée a 8"),
        ("fr", "A ((nom)).\n\n((prénom)) ((nom)) a 8 ans.", "<p>La personne concernée a 8 ans"),
        ("en", "For ((surname)).\n\nAs ((first name)) is 8.", "As the person concerned is 8."),
    ],
)
def test_elsewhere_nobody_is_named(language: str, body: str, said: str) -> None:
    assert said in sheet(body, language).below


def test_the_subject_names_nobody() -> None:
    reading = Reading(Wording("Données de ((prénom)) ((nom))", "Texte", VALUES), "fr")

    assert Book({"fr": reading}, CASE).sheet("fr", "").subject == "Données de la personne concernée"


def test_a_name_that_html_would_read_stays_as_it_is() -> None:
    found = sheet("Pour ((nom)) & co.\n\nFin.")

    assert found.names({"civilité": "", "prénom": "", "nom": "<b>"}) == "Pour <b> & co."


def test_the_code_is_where_everybody_finds_it() -> None:
    assert (
        "Le code est imprimé en haut de la première page." in sheet("Le code est ((code)).").below
    )


def test_the_ready_text_makes_a_letter_in_every_segment() -> None:
    books = Book({"fr": Reading(build_wording(), "fr")}, CASE)
    people = [
        build_person(),
        build_person(is_minor=True),
        build_person(is_protected=True),
        build_person(is_minor=True, is_protected=True),
    ]

    places = [books.place(one) for one in people]

    assert len({one.segment for one in places}) == 4
    for place in places:
        found = books.sheet(place.language, place.segment)
        assert place.salutation == "Ce message concerne les données de Camille Exemple1."
        assert not set("".join(found)) & set(MARKS.values()) - set(found.naming)
        assert "((" not in "".join(found)


def test_at_a_processor_every_combination_of_bodies_has_its_text() -> None:
    books = book(
        "Ceci concerne ((nom)).\n\nNous sommes ((organisme)).", replace(CASE, is_processor=True)
    )
    place = books.place(build_person(controllers=("c1", "c2")))

    assert place.segment == "|c1+c2"
    assert books.sheet("fr", place.segment).below == "<p>Nous sommes A et B.</p>"


def test_a_text_that_names_no_body_is_the_same_for_all() -> None:
    books = book("Ceci concerne ((nom)).", replace(CASE, is_processor=True))

    assert books.place(build_person(controllers=("c1",))).segment == ""


@pytest.mark.parametrize(
    ("books", "over", "fault"),
    [
        (book("((civilité))"), {"civility": ""}, Fault.MISSING_VALUE),
        (Book({}, CASE), {}, Fault.NO_TEXT),
    ],
)
def test_who_can_be_told_nothing_gets_no_letter(
    books: Book, over: dict[str, object], fault: Fault
) -> None:
    with pytest.raises(UnmailableError) as caught:
        books.place(build_person(**over))

    assert caught.value.fault is fault


@pytest.mark.parametrize(
    ("over", "line"),
    [
        ({}, "Madame Camille Exemple1"),
        ({"civility": ""}, "Camille Exemple1"),
        ({"last_name": "x" * 28}, f"Camille {'x' * 28}"),  # 43 characters with the title
        ({"is_minor": True}, "Aux représentants légaux de\nCamille Exemple1"),
        ({"is_minor": True, "representative": "Dominique Autre"}, "Dominique Autre"),
        ({"is_protected": True, "representative": "Dominique Autre"}, "Dominique Autre"),
        ({"is_protected": True}, "Madame Camille Exemple1"),
        ({"representative": "Dominique Autre"}, "Madame Camille Exemple1"),
    ],
)
def test_the_envelope_names_who_is_to_open_it(over: dict[str, object], line: str) -> None:
    assert name_line(build_person(**over), "fr") == line
