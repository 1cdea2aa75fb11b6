"""The ready texts: complete, lawful, plain, and in the standard placeholders only."""

from itertools import product

import pytest

from breachdesk.kernel.errors import NotFoundError
from breachdesk.measures.registry import PLAYBOOKS
from breachdesk.wording.domain.article34 import Expectations, Review, review
from breachdesk.wording.domain.placeholders import Template, parse
from breachdesk.wording.domain.standard import STANDARD, examples
from breachdesk.wording.domain.texts import typeset_french
from breachdesk.wording.registry import Channel, ReadyTextError, assemble, load, ready

EVERY = [
    pytest.param(name, channel, language, id=f"{name}-{channel}-{language}")
    for name, channel, language in product(PLAYBOOKS, Channel, ("fr", "en"))
]
PERSONAL = {"civilité", "prénom", "nom", "code", "référence"}


def template(name: str, channel: Channel, language: str) -> Template:
    return parse(ready(name, channel, language).body, STANDARD[language])


def judged(name: str, channel: Channel, language: str, *, flags: bool) -> Review:
    values = examples(language)
    body = template(name, channel, language)
    subject = parse(ready(name, channel, language).subject, STANDARD[language])
    return review(
        subject.fill(values, {}),
        body.fill(values, dict.fromkeys(body.flags, flags)),
        language,
        Expectations(
            contact_email=values["contact du dpo"],
            controller=values["organisme"],
            data_categories=(values["données concernées"],),
            link_hosts=frozenset({"pharmacie-du-port.example"}),
            other_contacts=frozenset({values["téléphone"]}),
        ),
    )


@pytest.mark.parametrize("flags", [True, False])
@pytest.mark.parametrize(("name", "channel", "language"), EVERY)
def test_a_ready_text_passes_its_own_review(
    name: str,
    channel: Channel,
    language: str,
    flags: bool,  # noqa: FBT001
) -> None:
    found = judged(name, channel, language, flags=flags)

    assert found.findings == ()
    assert found.reading_ease >= 60


@pytest.mark.parametrize(("name", "channel", "language"), EVERY)
def test_personal_values_stand_in_messages_and_never_on_the_web(
    name: str, channel: Channel, language: str
) -> None:
    body = template(name, channel, language)

    if channel is Channel.WEB:
        assert (body.names & PERSONAL, body.flags) == (set(), set())
    else:
        assert body.names >= {"prénom", "nom", "code", "référence"}
        by = {"courriel"} if channel is Channel.EMAIL else set()
        assert body.flags == {"mineur", "protégé", "nir concerné"} | by


@pytest.mark.parametrize("name", PLAYBOOKS)
@pytest.mark.parametrize("channel", Channel)
def test_french_texts_are_typeset(name: str, channel: Channel) -> None:
    text = ready(name, channel, "fr")

    assert typeset_french(text.body) == text.body
    assert "'" not in text.body


def test_only_a_breach_at_a_provider_names_the_provider() -> None:
    naming = {n for n in PLAYBOOKS if "sous-traitant" in template(n, Channel.EMAIL, "fr").names}

    assert naming == {"processor-breach"}


@pytest.mark.parametrize(("name", "language"), [("flood", "fr"), ("insider", "de")])
def test_there_is_no_text_for_what_we_do_not_know(name: str, language: str) -> None:
    with pytest.raises(NotFoundError):
        ready(name, Channel.EMAIL, language)


def test_english_texts_may_use_both_names_of_a_placeholder() -> None:
    both = parse("((first name)) ((prénom))", STANDARD["en"])

    assert both.fill(examples("en"), {}) == "Camille Camille"


CHANNEL = {"opening": "Bonjour", "data": "Nom", "closing": "Fin"}
FRAME = {
    "subject": "Objet ((organisme))",
    "headings": dict.fromkeys(("happened", "risks", "done", "advice"), "Titre"),
    "email": CHANNEL,
    "letter": CHANNEL,
    "web": CHANNEL,
}
SECTIONS = {"happened": "un", "risks": "deux", "done": "trois", "advice": "quatre"}


def test_a_text_is_put_together_in_the_order_people_read() -> None:
    texts = dict(assemble("fire", SECTIONS, FRAME, "fr"))

    assert texts[Channel.WEB].body == (
        "Bonjour\n\n# Titre\n\nun\n\nNom\n\n# Titre\n\ndeux\n\n# Titre\n\ntrois\n\n"
        "# Titre\n\nquatre\n\nFin\n"
    )
    assert set(texts) == set(Channel)


@pytest.mark.parametrize(
    ("sections", "frame", "said"),
    [
        ({}, FRAME, "fire, fr: 'happened'"),
        (SECTIONS, FRAME | {"web": {}}, "fire, fr: 'opening'"),
        (SECTIONS | {"done": 3}, FRAME, "fire, fr: 'int' object has no attribute 'strip'"),
        (SECTIONS | {"done": "((x))"}, FRAME, "fire, fr: Line 15: the placeholder ((x))"),
    ],
)
def test_a_malformed_file_stops_the_start_and_is_named(
    sections: dict[str, str], frame: dict[str, object], said: str
) -> None:
    with pytest.raises(ReadyTextError) as caught:
        list(assemble("fire", sections, frame, "fr"))

    assert said in str(caught.value)


def test_a_file_that_is_no_toml_is_named() -> None:
    with pytest.raises(ReadyTextError, match=r"fire\.toml: "):
        load("fire.toml", "[fr")
