"""What people fill in to begin a filing and to record that it was sent."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from breachdesk.facts.domain.draft import NotificationKind
from breachdesk.notifications.domain import KIND_LABELS, FilingReceipt, NewNotification
from breachdesk.web.fields import InstantField, UploadField
from breachdesk.web.forms import OnceForm
from breachdesk.web.language import say


class StartForm(OnceForm):
    kind = RadioField(_l("Kind of notification"), validators=[InputRequired()])

    def __init__(self, proposed: NotificationKind) -> None:
        super().__init__(data={"kind": proposed.value})
        self.kind.choices = [(kind.value, say(label)) for kind, label in KIND_LABELS.items()]

    def to_command(self, incident_id: str) -> NewNotification:
        return NewNotification(self.new_id, incident_id, NotificationKind(self.kind.data))


class FilingForm(OnceForm):
    """`once` becomes the id of the receipt kept as evidence."""

    version = IntegerField(widget=HiddenInput())
    filed_at = InstantField(
        _l("Filed at"), description=_l("The time on the acknowledgement of the CNIL’s site.")
    )
    cnil_number = StringField(
        _l("Number given by the CNIL"),
        description=_l("If it has not come yet, leave this empty and add it later."),
    )
    receipt = UploadField(_l("The CNIL’s receipt (PDF)"))
    delay_reasons = TextAreaField(
        _l("Reasons for the delay"),
        description=_l("Article 33(1) GDPR: needed when more than 72 hours have passed."),
    )

    def to_command(self, evidence_id: str | None) -> FilingReceipt:
        return FilingReceipt(
            filed_at=self.moment("filed_at"),
            cnil_number=self.text("cnil_number"),
            delay_reasons=self.text("delay_reasons"),
            evidence_id=evidence_id,
        )


class ReceiptForm(OnceForm):
    cnil_number = StringField(_l("Number given by the CNIL"))
    receipt = UploadField(_l("The CNIL’s receipt (PDF)"))
