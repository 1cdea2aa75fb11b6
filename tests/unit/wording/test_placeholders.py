"""The language of people's texts: what it reads, what it refuses, and what it never does."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import _
from breachdesk.wording.domain.placeholders import (
    MissingValueError,
    Placeholder,
    Template,
    escape,
    parse,
)

FIRST = Placeholder("prénom", _("First name of the person."), "Camille")
KNOWN = {
    one.name: one
    for one in (
        FIRST,
        Placeholder("nom", _("Surname of the person."), "Exemple"),
        Placeholder("données concernées", _("Data."), "nom"),
        Placeholder("mineur", _("A minor."), "oui", is_flag=True),
        Placeholder("protégé", _("Has a guardian."), "oui", is_flag=True),
    )
} | {"first name": FIRST}
VALUES = {"prénom": "Élodie", "nom": "d’Été-L’Hôpital", "données concernées": "nom"}
FLAGS = {"mineur": True, "protégé": False}


def filled(text: str, **flags: bool) -> str:
    return parse(text, KNOWN).fill(VALUES, {**FLAGS, **flags})


def faults(text: str) -> list[str]:
    with pytest.raises(RuleError) as caught:
        parse(text, KNOWN, field="body")
    broken = caught.value.broken if isinstance(caught.value, ManyRulesError) else (caught.value,)
    assert {one.field for one in broken} == {"body"}
    return [str(one) for one in broken]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bonjour ((prénom)) ((nom)),", "Bonjour Élodie d’Été-L’Hôpital,"),
        ("((Prénom)) (( PRÉNOM ))", "Élodie Élodie"),
        ("((pre\u0301nom))", "Élodie"),  # an accent typed as a second character
        ("((données  \u00a0concernées))", "nom"),
        ("((First Name))", "Élodie"),  # another name of the same placeholder
        ("a (b) c)) ) ( d", "a (b) c)) ) ( d"),
        ("(voir ((nom)))", "(voir d’Été-L’Hôpital)"),
        ("(((nom)))", "(d’Été-L’Hôpital)"),  # of three brackets the last two open
        (r"\((nom))", "((nom))"),
        (r"\\((nom))", r"\((nom))"),
        ("x((mineur??, et ses parents)).", "x, et ses parents."),
        ("x((protégé??, et son tuteur)).", "x."),
        ("((mineur??(voir ((nom))) et :\n- (a) b))!", "(voir d’Été-L’Hôpital) et :\n- (a) b!"),
        (r"((mineur??\((nom))))", "((nom))"),
        ("((mineur??a) b))", "a) b"),  # a bracket that closes nothing is only a bracket
        ("((mineur??))", ""),
        ("", ""),
    ],
)
def test_a_text_is_filled(text: str, expected: str) -> None:
    assert filled(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{7*7}}",
        "{{config}}",
        "{{''.__class__.__mro__}}",
        "{% import os %}",
        "${7*7}",
        "#{7}",
        "%(nom)s",
        "{0.__class__}",
        "%s %d {}",
    ],
)
def test_ti_01_other_template_languages_are_only_text(text: str) -> None:
    template = parse(f"{text} ((nom))", KNOWN)

    assert template.fill({"nom": text}, {}) == f"{text} {text}"


def test_ti_03_a_value_that_looks_like_a_placeholder_is_not_expanded() -> None:
    template = parse("((prénom)) ((nom))", KNOWN)

    filled = template.fill({"prénom": "((nom))", "nom": "((mineur??x))"}, FLAGS)

    assert filled == "((nom)) ((mineur??x))"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Bonjour\n((prenom))",
            "Line 2: the placeholder ((prenom)) is not known; did you mean ((prénom))?",
        ),
        ("((xyzxyz))", "Line 1: the placeholder ((xyzxyz)) is not known."),
        (
            "((mineurs??x))",
            "Line 1: the placeholder ((mineurs)) is not known; did you mean ((mineur))?",
        ),
        ("a\n\n((nom\n", "Line 3: the placeholder ((nom is not closed by ))."),
        ("((nom)", "Line 1: the placeholder ((nom is not closed by ))."),
        ("((nom? oui))", "Line 1: the placeholder ((nom is not closed by ))."),
        (
            "(())",
            "Line 1: “((” opens a placeholder without a name; write \\(( to show two brackets.",
        ),
        ("((mineur))", "Line 1: ((mineur)) is a yes or no; write ((mineur??text))."),
        ("((nom??x))", "Line 1: ((nom?? …)) is a value, it cannot decide about a block."),
        (
            "((mineur??a\n((protégé??b)) c))",
            "Line 2: a block cannot stand inside another: ((protégé??.",
        ),
        (
            "\n((mineur??a (b))",
            (
                "Line 2: the block ((mineur?? is not closed by )); inside a block, every bracket "
                "that opens must close."
            ),
        ),
    ],
)
def test_ti_02_a_fault_is_told_with_its_line(text: str, said: str) -> None:
    assert faults(text) == [said]


def test_every_fault_is_told_not_only_the_first() -> None:
    assert faults("((un))\n((mineur??((deux))))\n((nom") == [
        "Line 1: the placeholder ((un)) is not known.",
        "Line 2: the placeholder ((deux)) is not known.",
        "Line 3: the placeholder ((nom is not closed by )).",
    ]


def test_a_fault_inside_a_block_is_not_also_told_as_an_open_block() -> None:
    assert faults("((mineur??((nom) suite") == [
        "Line 1: the placeholder ((nom is not closed by ))."
    ]


def test_a_hopeless_text_is_not_read_to_its_end() -> None:
    assert len(faults("((non))\n" * 1_000)) == 30


def test_the_needs_of_a_template_are_known_before_it_is_filled() -> None:
    template = parse("((Prénom)) ((mineur??((nom)))) ((protégé??x))", KNOWN)

    assert template.names == {"prénom", "nom"}
    assert template.flags == {"mineur", "protégé"}


@pytest.mark.parametrize("value", ["", "  ", "\u00a0", None])
def test_ti_04_a_missing_value_is_named_and_never_printed(value: str | None) -> None:
    values = {} if value is None else {"prénom": value, "nom": value}

    with pytest.raises(MissingValueError) as caught:
        parse("((prénom)) ((nom))", KNOWN).fill(values, {})

    assert caught.value.names == ("nom", "prénom")
    assert str(caught.value) == "There is no value for: nom, prénom."


def test_a_value_that_only_a_hidden_block_holds_is_not_needed() -> None:
    template = parse("a((mineur?? ((nom))))", KNOWN)

    assert template.fill({}, {"mineur": False}) == "a"
    with pytest.raises(MissingValueError):
        template.fill({}, {"mineur": True})


def test_an_unknown_flag_is_not_taken_for_a_no() -> None:
    template = parse("((prénom))((mineur??x))", KNOWN)

    with pytest.raises(MissingValueError) as of_fill:
        template.fill({}, {})
    with pytest.raises(MissingValueError) as of_segments:
        template.segments({})

    assert of_fill.value.names == ("mineur", "prénom")
    assert of_segments.value.names == ("mineur",)


def test_a_segment_is_the_text_with_its_flags_decided() -> None:
    template = parse("a ((mineur??b ((nom)) ))c((protégé??d))", KNOWN)

    segment = template.segments(FLAGS)

    assert (str(segment), segment.flags) == ("a b ((nom)) c", frozenset())
    assert segment.fill(VALUES, {}) == template.fill(VALUES, FLAGS)
    assert segment == parse("a b ((nom)) c", KNOWN)


SCRAPS = st.lists(
    st.sampled_from(
        ["(", ")", "((", "))", "\\", "??", "?", "nom", "((nom))", "((mineur??", " ", "x", "\n"]
    ),
    max_size=30,
).map("".join)


@given(text=SCRAPS)
@example(text=r"\(((nom))")
@example(text=r"((mineur??(((nom))) \((x)) (a)))")
def test_what_is_read_is_written_back_and_reads_the_same(text: str) -> None:
    template = read_or_skip(text)

    assert parse(str(template), KNOWN) == template


@given(text=st.one_of(SCRAPS, st.text()))
def test_escaped_text_stands_there_as_it_is(text: str) -> None:
    assert parse(escape(text), KNOWN).fill({}, {}) == text


@given(value=st.text(min_size=1).filter(str.strip), around=SCRAPS)
def test_values_go_in_literally(value: str, around: str) -> None:
    text = f"{escape(around)}|((prénom))|"

    assert parse(text, KNOWN).fill({"prénom": value}, {}) == f"{around}|{value}|"


def read_or_skip(text: str) -> Template:
    try:
        return parse(text, KNOWN)
    except RuleError:
        assume(condition=False)
        raise


@pytest.mark.parametrize(
    "scrap",
    [
        "(",
        "((",
        "))",
        "((nom",
        "((nom))",
        "((mineur??",
        "((mineur??(a)",
        r"\((",
        "(( ",
        "x",
        "\n",
        "?",
    ],
)
def test_ti_05_a_megabyte_of_brackets_is_read_in_one_pass(scrap: str) -> None:
    text = scrap * (1_000_000 // len(scrap))

    try:
        parse(text, KNOWN)
    except RuleError as error:
        assert str(error).startswith("Line ")  # noqa: PT017  # either answer is right, hanging is not
