"""Forms of one act each: preparing a version, withdrawing, telling of a publication elsewhere."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.evidence.domain import EvidenceView
from breachdesk.kernel.text import Text, _
from breachdesk.publications.domain.elsewhere import (
    MAX_NOTE,
    MAX_PLACE,
    MEDIUM_LABELS,
    Elsewhere,
    ElsewhereView,
)
from breachdesk.publications.domain.notice import FROM_FACTS, MAX_REASON
from breachdesk.web.fields import LabelledField
from breachdesk.web.forms import OnceForm
from breachdesk.web.language import say


class NewNoticeForm(OnceForm):
    source = SelectField(_l("Begin with"))

    def __init__(self, sources: Sequence[tuple[str, Text]]) -> None:
        super().__init__()
        first = (FROM_FACTS, say(_("the facts of the case and the ready texts")))
        self.source.choices = [first, *((key, say(label)) for key, label in sources)]


class ConfirmForm(VersionedForm):
    """A button with a version and nothing to type."""


class WithdrawForm(VersionedForm):
    why = TextAreaField(_l("Reason"), validators=[InputRequired(), Length(max=MAX_REASON)])


class ElsewhereForm(VersionedForm, OnceForm):
    """One publication that was made elsewhere, told for the first time or corrected."""

    medium = LabelledField(_l("Kind of publication"), MEDIUM_LABELS)
    place = StringField(
        _l("Where"),
        description=_l("Title and page of the paper, address of the site, or where it hangs."),
        validators=[InputRequired(), Length(max=MAX_PLACE)],
    )
    since = DateField(_l("Published on"), validators=[InputRequired()])
    until = DateField(
        _l("Until"), description=_l("Empty while it is there."), validators=[Optional()]
    )
    evidence_id = SelectField(_l("File that proves it"), default="")
    note = TextAreaField(_l("Note"), validators=[Length(max=MAX_NOTE)])

    def __init__(self, files: Sequence[EvidenceView], view: ElsewhereView | None = None) -> None:
        super().__init__(obj=view.told if view else None)
        self.evidence_id.choices = [("", say(_("none"))), *((one.id, one.name) for one in files)]

    def to_told(self) -> Elsewhere:
        return Elsewhere(
            medium=self["medium"].data,
            place=self.text("place"),
            since=self["since"].data,
            until=self["until"].data,
            note=self.text("note"),
            evidence_id=self.text("evidence_id"),
        )
