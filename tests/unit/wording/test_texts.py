import pytest
from html5lib import HTMLParser
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.wording.domain.sentences import sentences
from breachdesk.wording.domain.texts import to_html, to_plain, typeset_french

TEXT = """\
# Ce qui s’est passé

Un fichier a été lu.
Il était à nous.
Voici la suite :
- fermer l’accès,
  tout de suite ;
- prévenir

- écrire
# Et <vous> ?
Rien & rien.
"""


def test_paragraphs_lists_and_headings_become_html() -> None:
    assert to_html(TEXT) == (
        "<h2>Ce qui s’est passé</h2>\n"
        "<p>Un fichier a été lu. Il était à nous. Voici la suite :</p>\n"
        "<ul>\n<li>fermer l’accès, tout de suite ;</li>\n"
        "<li>prévenir</li>\n<li>écrire</li>\n</ul>\n"
        "<h2>Et &lt;vous&gt; ?</h2>\n"
        "<p>Rien &amp; rien.</p>"
    )


def test_the_same_text_is_wrapped_for_plain_mail() -> None:
    assert to_plain(TEXT, width=24) == (
        "Ce qui s’est passé\n\n"
        "Un fichier a été lu. Il\nétait à nous. Voici la\nsuite :\n\n"
        "- fermer l’accès, tout\n  de suite ;\n- prévenir\n- écrire\n\n"
        "Et <vous> ?\n\n"
        "Rien & rien."
    )


@pytest.mark.parametrize("text", ["", "\n \n", "\r\n"])
def test_nothing_becomes_nothing(text: str) -> None:
    assert (to_html(text), to_plain(text)) == ("", "")


@pytest.mark.parametrize("text", ["-", "#", "- ", "-x", "#x", "*x*", "**x**", "[a](b)", "1. x"])
def test_only_the_three_marks_mean_anything(text: str) -> None:
    assert to_html(text) == f"<p>{text.strip()}</p>"


def test_addresses_stay_text_and_are_never_cut() -> None:
    address = "https://pharmacie-du-port.example/" + "a-" * 60

    assert to_plain(f"Voir {address}", width=30) == f"Voir\n{address}"
    assert to_html("dpo@a.example https://b.example") == "<p>dpo@a.example https://b.example</p>"


def test_a_line_is_not_broken_at_a_no_break_space() -> None:
    assert to_plain("aaa bbb\u00a0: ccc", width=8) == "aaa\nbbb\u00a0:\nccc"


@given(text=st.text(alphabet=st.sampled_from("<>&\"'/=# -\n\r\tab\u2028\u00a0"), max_size=60))
def test_whatever_people_type_only_our_tags_come_out(text: str) -> None:
    html = to_html(text)
    parser = HTMLParser(strict=True, namespaceHTMLElements=False)

    tags = {one.tag for one in parser.parseFragment(html).iter()} - {"DOCUMENT_FRAGMENT"}

    assert tags <= {"p", "ul", "li", "h2"}


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Qui ? Moi !", "Qui\u202f? Moi\u202f!"),
        ("un ; deux : trois", "un\u202f; deux\u00a0: trois"),
        ("« oui »", "«\u00a0oui\u00a0»"),
        ("l'accès d'Élodie", "l’accès d’Élodie"),
        ("01 99 00 12 34", "01\u00a099\u00a000\u00a012\u00a034"),
        ("o'neil@a.example : ici", "o'neil@a.example\u00a0: ici"),
        ("https://a.example/?q='a'b", "https://a.example/?q='a'b"),
        ("Qui? 12:30 a  ; 'mot'", "Qui? 12:30 a  ; 'mot'"),  # adds nothing, guesses nothing
    ],
)
def test_french_typography_replaces_ordinary_spaces(typed: str, set_: str) -> None:
    assert typeset_french(typed) == set_
    assert typeset_french(set_) == set_


@given(text=st.text(alphabet=st.sampled_from(".!? -#\n\u00a0ab»"), max_size=40))
def test_no_sentence_is_empty_and_none_is_lost(text: str) -> None:
    found = sentences(text)

    assert all(one.text for one in found)
    assert sum(one.text.count("a") for one in found) == text.count("a")


def told(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.under.strip(), one.text) for one in sentences(text)]


def test_sentences_know_their_line_and_what_introduces_them() -> None:
    text = "Un. Deux\nsuite ! Trois ?\n\n# Titre\nVoici :\n- a\n- b. c\n\nFin"

    assert told(text) == [
        (1, "", "Un."),
        (1, "", "Deux\nsuite !"),
        (2, "", "Trois ?"),
        (4, "Titre", "Titre"),
        (5, "Titre", "Voici :"),
        (6, "Titre\nVoici :", "a"),
        (7, "Titre\nVoici :", "b."),
        (7, "Titre\nVoici :", "c"),
        (9, "Titre", "Fin"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "M. Dupont écrit.",
        "Voir art. 34 du RGPD.",
        "Le 3.12 et 1.5 point",
        "(tél. 01) ici",
        "a.b@c.fr",
    ],
)
def test_a_point_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert len(sentences(text)) == 1


def test_a_sentence_in_a_line_of_points_ends_once() -> None:
    assert [one.text for one in sentences("Quoi ?!... Rien… « Non. » Si.")] == [
        "Quoi ?!...",
        "Rien…",
        "« Non.",
        "» Si.",
    ]
