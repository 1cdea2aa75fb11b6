"""The forms of the assessment: the circumstances the methods ask, and the decision."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    FloatField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from breachdesk.risk.domain import (
    ADVICE_LABELS,
    CONSEQUENCES,
    EXEMPTION_LABELS,
    LEVEL_LABELS,
    Exemption,
    NewAdvice,
    NewAssessment,
    RiskLevel,
)
from breachdesk.risk.domain.circumstances import (
    EXFILTRATION_LABELS,
    FLAGS,
    IMPACT_LABELS,
    MITIGATION_LABELS,
)
from breachdesk.web.fields import InstantField, LabelledField, LabelledRadio
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import say

MAX_REASONS = 20_000
MAX_HOURS = 24 * 366
UNKNOWN = ""
FLAG_VALUES = {"yes": True, "no": False}


class AssessmentForm(OnceForm):
    level = RadioField(_l("Risk for the people concerned"), validators=[InputRequired()])
    reasons = TextAreaField(
        _l("Reasons"),
        description=_l("Articles 33(1) and 34(1) GDPR: severity and likelihood, for the people."),
        validators=[InputRequired(), Length(max=MAX_REASONS)],
    )
    exemption = LabelledRadio(
        _l("Exemption from informing people (Article 34(3) GDPR)"),
        EXEMPTION_LABELS,
        default=Exemption.NONE,
        description=_l("Only where the risk is high; the reasons above must show its conditions."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.level.choices = [
            (level.value, f"{say(label)} – {say(CONSEQUENCES[level])}")
            for level, label in LEVEL_LABELS.items()
        ]

    def to_command(self) -> NewAssessment:
        return NewAssessment(
            self.new_id, RiskLevel(self.level.data), self.text("reasons"), self.exemption.data
        )


class AdviceForm(OnceForm):
    source = LabelledField(_l("Who advises"), ADVICE_LABELS)
    who = StringField(_l("Name or body"))
    given_at = InstantField(_l("Given on"))
    advice = TextAreaField(_l("What they advise"))

    def to_command(self) -> NewAdvice:
        return NewAdvice(
            id=self.new_id,
            source=self.source.data,
            who=self.text("who"),
            given_at=self.moment("given_at"),
            text=self.text("advice"),
        )


class CircumstancesForm(Form):
    """Every question may stay without an answer: the worse value then counts."""

    version = IntegerField(widget=HiddenInput())
    exfiltration = RadioField(_l("Did data leave, or were they shown to outsiders?"))
    service_impact = RadioField(_l("What did the loss of data do to people?"))
    restored_within_hours = FloatField(
        _l("Restored within so many hours"),
        validators=[Optional(), NumberRange(min=0, max=MAX_HOURS)],
    )
    mitigations = SelectMultipleField(
        _l("What was done since"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def __init__(self) -> None:
        super().__init__()
        self["exfiltration"].choices = [
            (one.value, say(label)) for one, label in EXFILTRATION_LABELS.items()
        ]
        self["service_impact"].choices = [
            (UNKNOWN, _l("Not known yet")),
            *((one.value, say(label)) for one, label in IMPACT_LABELS.items()),
        ]
        self["mitigations"].choices = [
            (one.value, say(label)) for one, label in MITIGATION_LABELS.items()
        ]
        for name in FLAGS:
            self[name].choices = [
                (UNKNOWN, _l("Not known yet")),
                ("yes", _l("Yes")),
                ("no", _l("No")),
            ]

    def fill(self, values: Mapping[str, Any], version: int) -> None:
        self["version"].data = version
        self["exfiltration"].data = values.get("exfiltration") or "unknown"
        self["service_impact"].data = values.get("service_impact") or UNKNOWN
        self["restored_within_hours"].data = values.get("restored_within_hours")
        self["mitigations"].data = values.get("mitigations") or []
        for name in FLAGS:
            told = values.get(name)
            self[name].data = UNKNOWN if told is None else "yes" if told else "no"

    def to_values(self) -> dict[str, Any]:
        return {
            "exfiltration": self["exfiltration"].data,
            "service_impact": self["service_impact"].data or None,
            "restored_within_hours": self["restored_within_hours"].data,
            "mitigations": sorted(self["mitigations"].data or []),
            **{name: FLAG_VALUES.get(self[name].data) for name in FLAGS},
        }


for _name, _label in FLAGS.items():
    setattr(CircumstancesForm, _name, RadioField(_l(_label.msgid)))
