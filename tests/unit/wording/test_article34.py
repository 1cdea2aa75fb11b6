"""What blocks a text, what it is warned of, and what is left alone."""

import pytest

from breachdesk.kernel.errors import RuleError
from breachdesk.wording.domain.article34 import Code, Expectations, Review, review
from tests.unit.wording.letters import DPO, LEGAL, LETTERS

EXPECTED = Expectations(
    contact_email=DPO,
    contact_phone="01 99 00 12 34",
    controller="Pharmacie du Test",
    data_categories=("adresse postale",),
    link_hosts=frozenset({"pharmacie.example"}),
    other_contacts=frozenset({"contact@pharmacie.example", "+33 2 61 91 12 34"}),
)
ELEMENTS = {
    "nature": Code.NATURE,
    "contact": Code.CONTACT,
    "consequences": Code.CONSEQUENCES,
    "measures": Code.MEASURES,
    "advice": Code.ADVICE,
}


def read(text: str, language: str = "fr", subject: str = "Vos données") -> Review:
    return review(subject, text, language, EXPECTED)


def codes(found: Review) -> set[Code]:
    return {one.code for one in found.findings}


def blocking(found: Review) -> list[Code]:
    return [one.code for one in found.findings if one.is_blocking]


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_that_tells_everything_is_not_blocked(name: str) -> None:
    letter = LETTERS[name]

    assert not read(letter.without(), letter.language).blocks


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_that_lacks_one_element_is_blocked_for_it(name: str, element: str) -> None:
    letter = LETTERS[name]

    assert blocking(read(letter.without(element), letter.language)) == [ELEMENTS[element]]


def test_an_empty_text_lacks_every_element_and_each_names_its_law() -> None:
    found = review("", "", "fr", Expectations())

    assert blocking(found) == [
        Code.NATURE,
        Code.CONSEQUENCES,
        Code.MEASURES,
        Code.ADVICE,
        Code.CONTACT,
    ]
    assert all(one.legal_ref and str(one.text) for one in found.findings)
    assert {str(o.legal_ref) for o in found.findings if o.code is Code.MEASURES} == {
        "RGPD/GDPR art. 34(2), 33(3)(d)"
    }


TOLD = [
    (Code.NATURE, "Une erreur a permis à d’autres clients de consulter votre dossier."),
    (Code.NATURE, "Une erreur de paramétrage a permis l’accès à vos données par des tiers."),
    (Code.NATURE, "Votre ordonnance a été remise à un autre client."),
    (Code.NATURE, "Un courriel contenant votre bilan est parti chez un mauvais destinataire."),
    (Code.NATURE, "Nos locaux ont été cambriolés et votre dossier papier a disparu."),
    (Code.NATURE, "Un incendie a détruit les dossiers de 2019."),
    (Code.NATURE, "Nos fichiers étaient librement accessibles en ligne du 3 au 27 août."),
    (Code.CONSEQUENCES, "Vous risquez de recevoir des courriels d’hameçonnage."),
    (Code.CONSEQUENCES, "Cela peut entraîner une perte de confidentialité."),
    (Code.CONSEQUENCES, "Un tiers mal intentionné pourrait ouvrir un crédit à votre nom."),
    (Code.CONSEQUENCES, "# Les conséquences\n\nDémarchage, usurpation d’identité."),
    (Code.MEASURES, "La faille a été corrigée le jour même."),
    (Code.MEASURES, "L’accès au compte compromis a été immédiatement révoqué."),
    (Code.MEASURES, "Nous avons prévenu la CNIL, déposé plainte et changé les mots de passe."),
    (Code.MEASURES, "Nous avons découvert la fuite lundi et l’avons fermée le jour même."),
    (Code.MEASURES, "Nous mettons en place la double authentification."),
    (Code.MEASURES, "Mesures prises :\n- blocage du compte"),
    (Code.ADVICE, "Vous n’avez rien à faire."),
    (Code.ADVICE, "Nous vous invitons à modifier votre mot de passe."),
    (Code.ADVICE, "Nous vous appelons à la plus grande prudence."),
    (Code.ADVICE, "Il convient de surveiller vos relevés bancaires."),
    (Code.COMPLAINT, "Vous pouvez saisir la CNIL d’une réclamation."),
    (Code.GENUINE, "En cas de doute sur ce message, appelez votre pharmacie."),
]

NOT_TOLD = [
    (Code.NATURE, "Nous avons subi une violation de données."),  # too general
    (Code.NATURE, "Un incident de sécurité a touché notre organisme."),
    (Code.NATURE, "Nous avons notifié cette fuite de données à la CNIL."),
    (Code.NATURE, "Vos données pourraient être diffusées."),  # a consequence
    (Code.NATURE, "Nous avons bloqué l’accès aux données."),  # a measure
    (Code.CONSEQUENCES, "Nous ne pensons pas que cela ait des conséquences."),
    (Code.CONSEQUENCES, "Il n’y a aucun risque d’usurpation d’identité."),
    (Code.CONSEQUENCES, "Pour limiter les risques de fraude, changez votre mot de passe."),
    (Code.CONSEQUENCES, "Signalez dès que possible tout message frauduleux."),
    (Code.MEASURES, "Un logiciel malveillant a bloqué nos ordinateurs."),  # done by others
    (Code.MEASURES, "Des pirates ont supprimé vos dossiers."),
    (Code.MEASURES, "Nous avons constaté qu’un tiers a supprimé vos dossiers."),
    (Code.MEASURES, "Nous avons notifié la CNIL."),
    (Code.MEASURES, "Changez votre mot de passe."),
    (Code.MEASURES, "Nous prenons la sécurité de vos données très au sérieux."),
    (Code.ADVICE, "Vous pouvez introduire une réclamation auprès de la CNIL."),
    (Code.ADVICE, "Vous pouvez contacter notre délégué à la protection des données."),
    (Code.ADVICE, "Nous restons vigilants et surveillons la situation."),
    (Code.COMPLAINT, "Nous avons informé la CNIL."),
    (Code.GENUINE, "Vérifiez vos relevés."),
]

ENGLISH = [
    (Code.NATURE, "A stolen laptop held your file.", True),
    (Code.NATURE, "A misconfigured server left your records visible to anyone.", True),
    (Code.NATURE, "There was a data breach at our company.", False),
    (Code.NATURE, "We have closed access to the data.", False),
    (Code.CONSEQUENCES, "Somebody could open an account in your name.", True),
    (Code.CONSEQUENCES, "There is no risk of fraud.", False),
    (Code.MEASURES, "The compromised account was disabled.", True),
    (Code.MEASURES, "Hackers deleted your files.", False),
    (Code.MEASURES, "We discovered that a hacker had deleted your files.", False),
    (Code.MEASURES, "We take security seriously and notified the CNIL.", False),
    (Code.ADVICE, "You should change your password.", True),
    (Code.ADVICE, "You can complain to the CNIL or contact our DPO.", False),
    (Code.COMPLAINT, "You have the right to complain to the CNIL.", True),
    (Code.GENUINE, "Call us to check that this letter is genuine.", True),
]


@pytest.mark.parametrize(("code", "sentence"), TOLD)
def test_one_sentence_tells_an_element(code: Code, sentence: str) -> None:
    assert code not in codes(read(sentence))


@pytest.mark.parametrize(("code", "sentence"), NOT_TOLD)
def test_what_only_sounds_like_an_element_does_not_count(code: Code, sentence: str) -> None:
    assert code in codes(read(sentence))


@pytest.mark.parametrize(("code", "sentence", "is_told"), ENGLISH)
def test_english_is_judged_by_its_own_words(code: Code, sentence: str, is_told: bool) -> None:  # noqa: FBT001
    assert (code not in codes(read(sentence, "en"))) is is_told


@pytest.mark.parametrize(
    "contact",
    [
        f"Notre DPO : {DPO}.",
        f"Notre DPO (<{DPO.upper()}>)",
        f"DPO:{DPO}",
        "Notre DPO : 01 99 00 12 34",
        "Notre DPO : 01.99.00.12.34.",
        "Notre DPO : +33 (0)1 99 00 12 34",
        "Notre DPO : 0033199001234",
        "Notre DPO : 01\u00a099\u00a000\u00a012\u00a034",
    ],
)
def test_the_contact_of_the_case_must_stand_in_the_text(contact: str) -> None:
    assert Code.CONTACT not in codes(read(contact))


@pytest.mark.parametrize(
    "contact",
    [
        "Notre DPO vous répond.",
        "Notre DPO : autre@pharmacie.example",
        f"Notre DPO : x{DPO}",
        f"Notre DPO : {DPO}.fr",
        "Notre DPO : 01 99 00 12 35",
        f"Notre DPO : https://{DPO}/",
    ],
)
def test_another_contact_does_not_do(contact: str) -> None:
    assert Code.CONTACT in codes(read(contact))


def test_a_contact_in_the_subject_only_does_not_do() -> None:
    assert Code.CONTACT in codes(read("Notre DPO.", subject=DPO))


def test_an_address_must_be_said_to_be_the_dpo_s() -> None:
    assert Code.CONTACT_UNNAMED in codes(read(f"Écrivez à {DPO}."))
    assert Code.CONTACT_UNNAMED not in codes(read(f"# Notre DPO\n\n{DPO}"))


def test_sender_and_data_are_looked_for_by_name() -> None:
    missing = read("Bonjour.")
    named = read("La PHARMACIE du\nTest : votre adresse\u00a0postale.")

    assert {Code.SENDER, Code.DATA} <= codes(missing)
    assert "The text does not name these data: adresse postale." in map(
        str, (one.text for one in missing.findings)
    )
    assert codes(named).isdisjoint({Code.SENDER, Code.DATA})


WARNED = [
    # A synthetic number with a valid key, however it is spaced.
    (Code.SOCIAL_SECURITY_NUMBER, "Votre numéro : 1 85 05 75 990 001 29."),
    (Code.SOCIAL_SECURITY_NUMBER, "N° 299122a99000342"),
    (Code.TELEPHONE, "Vous êtes au 06 39 98 12 34."),
    (Code.EMAIL, "Vous êtes camille@exemple.example."),
    (Code.BIRTH_DATE, "Camille, née le 12/03/1985"),
    (Code.BIRTH_DATE, "Date de naissance : 1er mars 1985"),
    (Code.RESULT, "Votre test était positif."),
    (Code.RESULT, "Résultat : négatif"),
    (Code.LINK_ELSEWHERE, "Voir https://pharmacie.example.attaque.example/"),
    (Code.LINK_ELSEWHERE, "Voir www.autre.example"),
    (Code.LINK_ELSEWHERE, "Voir https://[::1"),
    (Code.LINK_TOKEN, "https://pharmacie.example/m/9f86d081884c7d659a2f"),
    (Code.LINK_TOKEN, "https://pharmacie.example/m/123e4567-e89b-12d3-a456-426614174000"),
    (Code.LINK_TOKEN, "https://pharmacie.example/?token=abc"),
    (Code.LINK_TOKEN, "https://pharmacie.example/?q=a%40b.example"),
    (Code.LINK_TOKEN, "https://moi@pharmacie.example/"),
    (Code.LINK_UNSAFE, "http://pharmacie.example/"),
    (Code.ATTACHMENT, "Vous trouverez la liste en pièce jointe."),
    (Code.MARKETING, "Profitez de notre nouveau service."),
    (Code.PRESSURE, "Cliquez sur ce lien sous 24 heures."),
    (Code.PRESSURE, "Confirmez votre mot de passe."),
    (Code.MINIMISING, "Aucun élément ne permet de penser que vos données ont été utilisées."),
    (Code.JARGON, "Votre NIR est concerné."),
    (Code.CAPITALS, "C’est IMPORTANT."),
    (Code.CAPITALS, "LISEZ CETTE LETTRE"),
]

LEFT_ALONE = [
    (Code.SOCIAL_SECURITY_NUMBER, "Facture 1 85 05 75 990 001 30"),  # the key is wrong
    (Code.SOCIAL_SECURITY_NUMBER, "Votre numéro de sécurité sociale est concerné."),
    (Code.TELEPHONE, "Appelez le 01 99 00 12 34, le 02 61 91 12 34 ou la CNIL, 01 53 73 22 22."),
    (Code.TELEPHONE, "N° 185057599000129"),
    (Code.EMAIL, "Écrivez à contact@pharmacie.example, @ndré."),
    (Code.BIRTH_DATE, "Votre date de naissance a été lue le 12 mars 2026."),
    (Code.RESULT, "Le résultat (positif ou négatif) du test en fait partie."),
    (Code.LINK_ELSEWHERE, "Voir https://www.pharmacie.example/message."),
    (Code.LINK_TOKEN, "https://pharmacie.example/information-sur-vos-donnees-2026"),
    (Code.ATTACHMENT, "Ce message ne contient aucune pièce jointe."),
    (Code.ATTACHMENT, "N’ouvrez pas les pièces jointes."),
    (Code.PRESSURE, "Ne cliquez sur aucun lien."),
    (Code.PRESSURE, "Nous ne vous demanderons jamais de confirmer votre mot de passe."),
    (Code.CAPITALS, "La CNIL, le DPO et le RGPD."),
]


@pytest.mark.parametrize(("code", "sentence"), WARNED)
def test_a_flaw_is_warned_of_at_its_line_and_does_not_block(code: Code, sentence: str) -> None:
    found = read(f"Bonjour.\n\n{sentence}")

    [finding, *_] = [one for one in found.findings if one.code is code]
    assert (finding.line, finding.is_blocking) == (3, False)


@pytest.mark.parametrize(("code", "sentence"), LEFT_ALONE)
def test_what_only_looks_like_a_flaw_is_left_alone(code: Code, sentence: str) -> None:
    assert code not in codes(read(sentence))


@pytest.mark.parametrize("value", ["1 85 05 75 990 001 29", "06 39 98 12 34", "a@b.example"])
def test_a_finding_never_repeats_the_value_it_found(value: str) -> None:
    assert value not in " ".join(str(one.text) for one in read(value).findings)


def test_the_subject_must_not_speak_of_health_nor_shout() -> None:
    found = read("Bonjour", subject="URGENT : Résultat de votre TEST DEPISTAGE")

    in_subject = {(one.code, one.line) for one in found.findings if one.line == 0}
    assert in_subject == {
        (Code.MEDICAL_SUBJECT, 0),
        (Code.PRESSURE, 0),
        (Code.CAPITALS, 0),
    }


def test_the_name_of_the_sender_may_sound_medical_in_the_subject() -> None:
    found = read("Bonjour", subject="Vos données – Pharmacie du Test")

    assert Code.MEDICAL_SUBJECT not in codes(found)


def test_a_phrase_is_told_once_however_often_it_comes() -> None:
    found = read("Cette offre.\n\nUne offre.\n\nDes offres.")

    lines = [one.line for one in found.findings if one.code is Code.MARKETING]
    assert lines == [1, 5]


def test_a_hard_text_is_warned_of_and_tells_its_index() -> None:
    found = read(
        "Conformément aux dispositions réglementaires applicables, nous portons à votre "
        "connaissance la compromission de la confidentialité d’informations personnelles."
    )

    [hard] = [one for one in found.findings if one.code is Code.HARD]
    assert found.reading_ease < 50
    assert str(found.reading_ease) in str(hard.text)


def test_without_a_recorded_contact_no_text_passes() -> None:
    found = review("Vos données", LEGAL.without(), "fr", Expectations())

    assert blocking(found) == [Code.CONTACT]


def test_other_languages_cannot_be_checked() -> None:
    with pytest.raises(RuleError, match="cannot be checked"):
        read("Guten Tag", "de")


@pytest.mark.parametrize("scrap", ["a", "! ", "!", "- a\n", "# a\n", "a@", "www.", "1 ", "offre "])
def test_a_hostile_text_is_reviewed_in_one_pass(scrap: str) -> None:
    assert read(scrap * (30_000 // len(scrap))).blocks
