"""Regulation (EU) 2016/679, Articles 33 and 34."""

from datetime import date

from breachdesk.deadlines.domain import Within, WithoutDelay
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import (
    CONTROLLERS,
    EVERYBODY,
    PROCESSORS,
    Duty,
    Regime,
    StartsFrom,
)

REGIME = Regime(
    code="gdpr",
    title=Bilingual("Règlement général sur la protection des données", "GDPR"),
    authority=Bilingual("CNIL", "CNIL"),
    in_force_on=date(2018, 5, 25),
    duties=(
        Duty(
            code="gdpr-33-1",
            title=Bilingual("Notifier la violation à la CNIL", "Notify the breach to the CNIL"),
            legal_ref="RGPD/GDPR art. 33(1)",
            clock=Within(hours=72),
            starts_from=StartsFrom.AWARENESS,
            starts_for=CONTROLLERS,
            who=Bilingual("Le responsable de traitement", "The controller"),
            note=Bilingual(
                "Dans les meilleurs délais et, si possible, 72 heures au plus tard après la prise "
                "de connaissance\u202f; au-delà, avec les motifs du retard. Sans objet si la "
                "violation n’est pas susceptible d’engendrer un risque.",
                "Without undue delay and, where feasible, within 72 hours of awareness; later, "
                "with the reasons for the delay. Not due if the breach is unlikely to result in "
                "a risk.",
            ),
        ),
        Duty(
            code="gdpr-33-2",
            title=Bilingual(
                "Informer les responsables de traitement", "Notify the controllers concerned"
            ),
            legal_ref="RGPD/GDPR art. 33(2)",
            clock=WithoutDelay(),
            starts_from=StartsFrom.AWARENESS,
            starts_for=PROCESSORS,
            who=Bilingual("Le sous-traitant", "The processor"),
            note=Bilingual(
                "Dans les meilleurs délais, sans délai chiffré et sans appréciation du risque "
                "par le sous-traitant.",
                "Without undue delay; no figure, and no assessment of the risk by the processor.",
            ),
        ),
        Duty(
            code="gdpr-33-4",
            title=Bilingual(
                "Compléter la notification initiale", "Complete the initial notification"
            ),
            legal_ref="RGPD/GDPR art. 33(4), pratique de la CNIL",
            clock=Within(hours=72),
            starts_from=StartsFrom.FIRST_FILING,
            starts_for=CONTROLLERS,
            who=Bilingual("Le responsable de traitement", "The controller"),
            note=Bilingual(
                "Le règlement dit «\u202fsans autre retard indu\u202f»\u202f; la CNIL attend le "
                "complément si possible sous 72 heures après la notification initiale.",
                "The Regulation says “without undue further delay”; the CNIL expects the "
                "complement, if possible, within 72 hours of the initial notification.",
            ),
        ),
        Duty(
            code="gdpr-33-5",
            title=Bilingual("Tenir le registre des violations", "Document the breach"),
            legal_ref="RGPD/GDPR art. 33(5)",
            clock=WithoutDelay(),
            starts_from=StartsFrom.AWARENESS,
            starts_for=EVERYBODY,
            who=Bilingual("Tout organisme", "Every organisation"),
            note=Bilingual(
                "Faits, effets et mesures, pour toute violation, notifiée ou non.",
                "Facts, effects and remedial action, for every breach, notified or not.",
            ),
        ),
        Duty(
            code="gdpr-34-1",
            title=Bilingual("Informer les personnes concernées", "Inform the people concerned"),
            legal_ref="RGPD/GDPR art. 34(1)",
            clock=WithoutDelay(),
            starts_from=StartsFrom.HIGH_RISK,
            starts_for=CONTROLLERS,
            who=Bilingual("Le responsable de traitement", "The controller"),
            note=Bilingual(
                "Dans les meilleurs délais, en cas de risque élevé, indépendamment de la "
                "notification à la CNIL.",
                "Without undue delay, where the risk is high, independently of the filing with "
                "the CNIL.",
            ),
        ),
    ),
)
