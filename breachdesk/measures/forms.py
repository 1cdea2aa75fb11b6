"""What people fill in about an action."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.widgets import HiddenInput

from breachdesk.measures.domain import (
    KIND_LABELS,
    PHASE_LABELS,
    MeasureDone,
    MeasureKind,
    NewMeasure,
    Phase,
)
from breachdesk.measures.registry import PLAYBOOKS
from breachdesk.web.fields import InstantField, LabelledField
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import say

NOBODY = _l("Nobody yet")


class MeasureForm(OnceForm):
    title = StringField(_l("What is to be done"))
    detail = TextAreaField(_l("How, and what to keep as evidence"))
    phase = LabelledField(_l("Phase"), PHASE_LABELS, default=Phase.FIRST_HOURS)
    kind = LabelledField(_l("Kind"), KIND_LABELS, default=MeasureKind.CONTAINMENT)
    owner_id = SelectField(_l("Owner"))
    due_at = InstantField(_l("Due"), optional=True)

    def __init__(self, owners: Mapping[str, str]) -> None:
        super().__init__()
        self.owner_id.choices = [("", NOBODY), *owners.items()]

    def to_command(self, incident_id: str) -> NewMeasure:
        return NewMeasure(
            id=self.new_id,
            incident_id=incident_id,
            phase=self.phase.data,
            kind=self.kind.data,
            title=self.text("title"),
            detail=self.text("detail"),
            owner_id=self.text("owner_id"),
            due_at=self.due_at.data,
        )


class FinishForm(Form):
    version = IntegerField(widget=HiddenInput())
    done_at = InstantField(_l("Done at"))
    note = TextAreaField(_l("What was done, and where the evidence is"))

    def to_command(self, measure_id: str) -> MeasureDone:
        return MeasureDone(
            measure_id, self.version.data or 0, self.moment("done_at"), self.text("note")
        )


class SkipForm(Form):
    version = IntegerField(widget=HiddenInput())
    note = TextAreaField(_l("Why it does not apply"))


class ReopenForm(Form):
    version = IntegerField(widget=HiddenInput())


class AssignForm(Form):
    version = IntegerField(widget=HiddenInput())
    owner_id = SelectField(_l("Owner"))

    def __init__(self, owners: Mapping[str, str], **stored: object) -> None:
        super().__init__(data=stored)
        self.owner_id.choices = [("", NOBODY), *owners.items()]


class PlaybookForm(Form):
    playbook = SelectField(_l("Playbook"))

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  # WTForms' signature
        super().__init__(**kwargs)
        self.playbook.choices = [(one.key, say(one.title)) for one in PLAYBOOKS.values()]
