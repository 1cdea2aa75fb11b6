"""Answers that cannot be true together: shown to be resolved, never silently scored."""

from collections.abc import Iterator

from breachdesk.kernel.text import Bilingual
from breachdesk.risk.domain.facts import Category, Exfiltration, Impact, Mitigation, RiskFacts


def contradictions(of: RiskFacts) -> tuple[Bilingual, ...]:
    return (*_persons(of), *_recovery(of), *_disclosure(of))


def _persons(of: RiskFacts) -> Iterator[Bilingual]:
    least, most = of.persons_min, of.persons_max
    if least is not None and most is not None and least > most:
        yield Bilingual(
            "Le nombre minimal de personnes dépasse le nombre maximal.",
            "The least number of persons is above the greatest.",
        )
    if most == 0 and of.categories:
        yield Bilingual(
            "Aucune personne n’est concernée, mais des catégories de données sont cochées.",
            "No person is concerned, but categories of data are ticked.",
        )
    if of.national_id is False and Category.NATIONAL_ID in of.categories:
        yield Bilingual(
            "Le numéro national est coché parmi les données et nié ailleurs.",
            "The national number is ticked among the data and denied elsewhere.",
        )


def _recovery(of: RiskFacts) -> Iterator[Bilingual]:
    if of.restored_within_hours is not None and of.restored_within_hours < 0:
        yield Bilingual(
            "Les données sont rétablies avant d’avoir été perdues.",
            "The data were restored before they were lost.",
        )
    is_restored = Mitigation.RESTORED_FROM_BACKUP in of.mitigations
    if of.service_impact is Impact.PERMANENT_LOSS and is_restored:
        yield Bilingual(
            "Les données sont dites perdues pour toujours et rétablies depuis une sauvegarde.",
            "The data are said to be lost for good and restored from a backup.",
        )
    if of.backup is False and is_restored:
        yield Bilingual(
            "Il n’y a pas de sauvegarde, mais les données en ont été rétablies.",
            "There is no backup, but the data were restored from one.",
        )


def _disclosure(of: RiskFacts) -> Iterator[Bilingual]:
    if of.encrypted is True and of.key_compromised is True:
        yield Bilingual(
            "Les données sont dites incompréhensibles, mais la clé est compromise.",
            "The data are said to be unintelligible, but the key is compromised.",
        )
    if of.recipient_trusted is True and of.recipients_known is False:
        yield Bilingual(
            "Un destinataire inconnu ne peut pas être de confiance.",
            "A recipient who is not known cannot be trusted.",
        )
    is_excluded = Mitigation.LOGS_EXCLUDE_EXFILTRATION in of.mitigations
    if of.exfiltration is Exfiltration.YES and is_excluded:
        yield Bilingual(
            "Les données sont sorties, mais les journaux l’excluent.",
            "The data left, but the logs exclude it.",
        )
