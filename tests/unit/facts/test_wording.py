from datetime import UTC, date, datetime

import pytest

from breachdesk.facts.domain import (
    UNKNOWN,
    Answer,
    Bodies,
    Body,
    Choice,
    Choices,
    Day,
    Figure,
    Instant,
    Voice,
    Words,
    YesNo,
    lines,
)
from breachdesk.facts.registry import field

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = NOW.date()
SPACE = "\u202f"


def voice(language: str, on: date = TODAY) -> Voice:
    return Voice(language, on, lambda told: f"<{told.at:%H:%M} {told.zone}>")


def said(key: str, answer: Answer | None, language: str = "fr") -> tuple[str, ...]:
    return lines(field(key), answer, voice(language))


@pytest.mark.parametrize("answer", [None, UNKNOWN])
def test_what_is_not_known_says_so(answer: Answer | None) -> None:
    assert said("people.count", answer) == ("Inconnu à ce stade",)
    assert said("people.count", answer, "en") == ("Not known at this stage",)


def test_an_optional_field_left_empty_is_not_called_unknown() -> None:
    assert said("organisation.vat", None) == ("Non renseigné",)
    assert said("dates.comment", UNKNOWN) == ("Inconnu à ce stade",)


@pytest.mark.parametrize(
    ("figure", "french", "english"),
    [
        (Figure(350), "350", "350"),
        (Figure(386_970), f"386{SPACE}970", "386,970"),
        (Figure(386_970, approximate=True), f"386{SPACE}970 (estimation)", "386,970 (estimate)"),
        (Figure(1, 2_000), f"entre 1 et 2{SPACE}000", "between 1 and 2,000"),
        (
            Figure(300_000, 700_000, approximate=True),
            f"entre 300{SPACE}000 et 700{SPACE}000 environ",
            "between about 300,000 and 700,000",
        ),
    ],
)
def test_figures_are_written_as_people_write_them(
    figure: Figure, french: str, english: str
) -> None:
    assert said("people.count", figure) == (french,)
    assert said("people.count", figure, "en") == (english,)


def test_options_come_in_the_order_of_the_form_with_its_labels() -> None:
    natures = Choices(frozenset({"availability", "confidentiality"}))

    assert said("breach.nature", natures) == (
        "Perte de la confidentialité",
        "Perte de la disponibilité",
    )


def test_other_says_which() -> None:
    drone = Choices(frozenset({"other"}), {"other": "un drone"})

    assert said("breach.origin", drone) == (f"Autre (à préciser){SPACE}: un drone",)
    assert said("breach.origin", drone, "en") == ("Other (to be specified): un drone",)


def test_nothing_ticked_says_none() -> None:
    assert said("data.sensitive", Choices(frozenset())) == ("Néant",)
    assert said("data.sensitive", Choices(frozenset()), "en") == ("None",)


def test_the_labels_of_the_day_are_used() -> None:
    hacking = Choices(frozenset({"hacking"}))

    assert lines(field("breach.origin"), hacking, voice("fr", date(2021, 8, 27))) == (
        "Piratage, logiciel malveillant, hameçonnage",
    )


@pytest.mark.parametrize(
    ("key", "answer", "french", "english"),
    [
        ("severity.level", Choice("limited"), "Limité", "Limited"),
        ("severity.level", Choice("retired"), "retired", "retired"),
        ("dates.ongoing", YesNo(yes=True), "Oui", "Yes"),
        ("dates.ongoing", YesNo(yes=False), "Non", "No"),
        ("communication.date", Day(date(2026, 3, 9)), "09/03/2026", "09/03/2026"),
        ("dates.begin", Instant(NOW, "UTC"), "<12:00 UTC>", "<12:00 UTC>"),
    ],
)
def test_an_answer_of_one_line(key: str, answer: Answer, french: str, english: str) -> None:
    assert said(key, answer) == (french,)
    assert said(key, answer, "en") == (english,)


def test_prose_keeps_its_lines() -> None:
    assert said("breach.description", Words("Un.\r\n\nDeux.")) == ("Un.", "", "Deux.")


def test_bodies_say_role_name_and_contact() -> None:
    bodies = Bodies(
        (
            Body("processor", "Hébergeur", "a@hebergeur.example"),
            Body("other", "Assureur du site", role_other="assureur"),
        )
    )

    assert said("other_bodies", bodies) == (
        f"Sous-traitant{SPACE}: Hébergeur (a@hebergeur.example)",
        f"Autre{SPACE}: assureur, Assureur du site",
    )


def test_no_body_at_all_says_none() -> None:
    assert said("other_bodies", Bodies(())) == ("Néant",)


def test_a_voice_reads_labels_too() -> None:
    assert voice("en").label(field("dates.end").labels) == "End"
