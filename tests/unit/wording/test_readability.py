import pytest

from breachdesk.kernel.errors import RuleError
from breachdesk.wording.domain.readability import reading_ease, syllables

FRENCH = (
    "le-1 de-1 nous-1 peuvent-1 risquent-1 langue-1 quelque-1 eau-1 lui-1 nuit-1 août-1 vie-1 "
    "œuvre-1 boîte-1 question-2 données-2 fermé-2 oiseau-2 voyage-2 payer-2 moyen-2 créer-2 "
    "client-2 étaient-2 message-2 guide-1 aiguille-2 violation-3 sécurité-4 numéro-3 document-3 "
    "téléphone-3 européen-4 aérien-3 naïf-2 coopérer-4 identité-4 électronique-4 réclamation-4 "
    "maladie-3 oublier-3 hameçonnage-4"
)
ENGLISH = (
    "the-1 made-1 free-1 asked-1 named-1 played-1 names-1 table-2 wanted-2 houses-2 being-2 "
    "people-2 data-2 idea-3 area-3 video-3 created-3 creature-2 medium-3 employee-3 actual-3 "
    "serious-3 insurance-3 determined-3 information-4 violation-4 pronunciation-5"
)


@pytest.mark.parametrize("counted", FRENCH.split())
def test_french_syllables_are_those_one_hears(counted: str) -> None:
    word, number = counted.split("-")

    assert syllables(word, "fr") == int(number)


@pytest.mark.parametrize("counted", ENGLISH.split())
def test_english_syllables_are_those_one_hears(counted: str) -> None:
    word, number = counted.split("-")

    assert syllables(word, "en") == int(number)


@pytest.mark.parametrize(
    ("word", "number"), [("l’accès", 2), ("vous-même", 2), ("12", 1), ("Mme", 1)]
)
def test_elided_and_joined_words_are_one_word_of_all_their_syllables(
    word: str, number: int
) -> None:
    assert syllables(word, "fr") == number


@pytest.mark.parametrize(
    ("text", "language", "ease"),
    [
        # 6 words, 6 syllables: 206.835 - 1.015 x 6 - 84.6
        ("The cat sat on the mat.", "en", 116.1),
        # 13 words, 24 syllables: 206.835 - 1.015 x 13 - 84.6 x 24 / 13
        (
            "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
            "en",
            37.5,
        ),
        # 6 words, 7 syllables: 207 - 1.015 x 6 - 73.6 x 7 / 6
        ("Le chat boit son lait sucré.", "fr", 115.0),
        # two sentences of 3 words, 4 and 6 syllables: 207 - 1.015 x 3 - 73.6 x 10 / 6
        ("Nous avons fini. Vous pouvez répondre.", "fr", 81.3),
        # a heading and an item are sentences; the figure and the address are no words
        ("# Nous avons fini\n- Vous pouvez répondre 33 dpo@a.example", "fr", 81.3),
    ],
)
def test_the_index_of_known_sentences(text: str, language: str, ease: float) -> None:
    assert reading_ease(text, language) == ease


def test_long_sentences_of_long_words_are_hard_and_short_ones_easy() -> None:
    hard = (
        "Conformément aux dispositions réglementaires applicables en matière de protection des "
        "données à caractère personnel, nous portons à votre connaissance la matérialisation "
        "d’une vulnérabilité affectant la confidentialité de certaines informations."
    )

    assert reading_ease(hard, "fr") < 20
    assert reading_ease("Un fichier a été lu. Nous l’avons fermé. Changez de code.", "fr") > 80


@pytest.mark.parametrize("text", ["", "12 34", "dpo@a.example"])
def test_a_text_without_words_has_no_ease(text: str) -> None:
    assert reading_ease(text, "fr") == 0


def test_other_languages_have_no_index() -> None:
    with pytest.raises(RuleError, match="no reading index"):
        reading_ease("Guten Tag", "de")
