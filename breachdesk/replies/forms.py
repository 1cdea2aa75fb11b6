"""What people fill in about a message, and about what became of it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import cast

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.identities.domain import births
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.people.domain import Question
from breachdesk.replies.domain import (
    CHANNEL_LABELS,
    KIND_LABELS,
    STATE_LABELS,
    Draft,
    Letter,
    NewReply,
    ReplyChannel,
    ReplyFilter,
    Seen,
    Targets,
    Told,
)
from breachdesk.replies.registry import READY
from breachdesk.web.context import services
from breachdesk.web.fields import InstantField, LabelledField
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import say

LANGUAGES = (("fr", "français"), ("en", "English"))
SENT_BY: Mapping[ReplyChannel, Text] = {
    key: label for key, label in CHANNEL_LABELS.items() if key is not ReplyChannel.PORTAL
}
CONTROLLER_HELP = _l("Its number in the list of affected controllers.")


class ListForm(Form):
    """Read from the address of the page; what it does not know narrows nothing."""

    kind = SelectField(_l("Kind"), default="")
    state = SelectField(_l("State"), default="")
    channel = SelectField(_l("Received by"), default="")
    late = BooleanField(_l("Late"))
    mine = BooleanField(_l("Mine"))

    def __init__(self) -> None:
        super().__init__(formdata=request.args, meta={"csrf": False})
        for name, labels in self._lists.items():
            known = [(key.value, say(label)) for key, label in labels.items()]
            self[name].choices = [("", say(_("all"))), *known]

    @property
    def _lists(self) -> Mapping[str, Mapping[StrEnum, Text]]:
        found = {"kind": KIND_LABELS, "state": STATE_LABELS, "channel": CHANNEL_LABELS}
        return cast(Mapping[str, Mapping[StrEnum, Text]], found)

    def to_filter(self) -> ReplyFilter:
        chosen = {
            name: self.text(name) if self.text(name) in set(map(str, labels)) else ""
            for name, labels in self._lists.items()
        }
        return ReplyFilter(**chosen, is_late=bool(self.late.data), is_mine=bool(self.mine.data))


class PersonForm(VersionedForm):
    """Whom to look up among the persons of the case; nothing typed here is kept."""

    nir = StringField(_l("Social security number"), validators=[Length(max=40)])
    last_name = StringField(_l("Last name"), validators=[Length(max=100)])
    first_name = StringField(_l("First name"), validators=[Length(max=100)])
    born = StringField(_l("Date of birth"), validators=[Length(max=40)])


class NewForm(OnceForm):
    kind = LabelledField(_l("Kind"), KIND_LABELS)
    channel = LabelledField(_l("Received by"), CHANNEL_LABELS)
    received_at = InstantField(
        _l("Received at"), description=_l("When it reached you: the time to answer runs from then.")
    )
    language = SelectField(_l("Language"), default="fr")
    words = TextAreaField(_l("What the person asks, in their own words"), render_kw={"rows": 8})
    name = StringField(_l("Who writes"))
    email = StringField(_l("E-mail address for the answer"))
    contact = StringField(_l("Telephone or postal address for the answer"))
    nir = StringField(_l("Social security number"), validators=[Length(max=40)])
    last_name = StringField(_l("Last name"), validators=[Length(max=100)])
    first_name = StringField(_l("First name"), validators=[Length(max=100)])
    born = StringField(_l("Date of birth"), validators=[Length(max=40)])
    controller = StringField(_l("Controller"), description=CONTROLLER_HELP)

    def __init__(self) -> None:
        super().__init__()
        self.language.choices = [*LANGUAGES]

    def to_command(self, incident_id: str) -> NewReply:
        looked_up = ("nir", "last_name", "first_name", "born")
        return NewReply(
            id=self.new_id,
            incident_id=incident_id,
            kind=self.kind.data,
            channel=self.channel.data,
            received_at=self.moment("received_at"),
            language=self.text("language"),
            letter=Letter(*(self.text(one) for one in ("words", "name", "email", "contact"))),
            asked=asked_in(self) if any(map(self.text, looked_up)) else None,
            controller=self.text("controller"),
        )


class AssignForm(VersionedForm):
    owner_id = SelectField(_l("Who answers"))

    def __init__(self, owners: Mapping[str, str], owner_id: str = "") -> None:
        super().__init__(data={"owner_id": owner_id})
        self.owner_id.choices = [("", _l("Nobody yet")), *owners.items()]


class OpenForm(Form):
    """Opening a message, with a ready answer to start from."""

    ready = SelectField(_l("Ready answer to start from"), default="")

    def __init__(self) -> None:
        super().__init__()
        known = [(one.key, say(one.title)) for one in READY.values()]
        self.ready.choices = [("", say(_("none"))), *known]

    def proposed(self, language: str) -> str:
        chosen = READY.get(self.text("ready"))
        return chosen.text.in_(language).strip() if chosen else ""


class NoteForm(OnceForm):
    words = TextAreaField(_l("Note"))


class CloseForm(VersionedForm, OnceForm):
    words = TextAreaField(_l("Why nothing more is to be done"))


class ToldForm(VersionedForm, OnceForm):
    """The person was told of an extension, with the reasons."""

    channel = LabelledField(_l("Told by"), CHANNEL_LABELS)
    at = InstantField(_l("Told at"))
    words = TextAreaField(_l("Reasons given: how complex it is, how many requests there are"))

    def told(self) -> Told:
        return Told(self.new_id, self.channel.data, self.moment("at"), self.text("words"))


class HandForm(ToldForm):
    controller = StringField(_l("Controller"), description=CONTROLLER_HELP)
    words = TextAreaField(_l("What the controller was told"))


class AnswerForm(VersionedForm, OnceForm):
    """Sent twice: to be read again, then to be given."""

    channel = LabelledField(_l("Answer by"), SENT_BY)
    at = InstantField(
        _l("Given at"),
        optional=True,
        description=_l("By e-mail this stays empty: the mail leaves once you have confirmed."),
    )
    words = TextAreaField(_l("Answer"), render_kw={"rows": 14})

    def draft(self) -> Draft:
        """RuleError by e-mail with a time, or while no relay takes mails."""
        is_mail = self.channel.data is ReplyChannel.EMAIL
        if is_mail and not services().mails_leave:
            raise RuleError(_("No mail relay is set: nothing would leave this machine."))
        at = None if is_mail else self.at.data
        return Draft(self.new_id, self.channel.data, self.text("words"), at)


class TargetsForm(VersionedForm):
    question_days = IntegerField(_l("Days to answer a question"), validators=[InputRequired()])
    complaint_days = IntegerField(_l("Days to answer a complaint"), validators=[InputRequired()])

    def to_targets(self) -> Targets:
        return Targets(self.question_days.data or 0, self.complaint_days.data or 0)


def seen_in(form: VersionedForm, incident_id: str, reply_id: str) -> Seen:
    return Seen(incident_id, reply_id, form.seen)


def asked_in(form: Form) -> Question:
    """RuleError when what stands for the date of birth is none."""
    born, today = form.text("born"), services().clock.now().date()
    try:
        birth = births.parse(born, today) if born else None
    except RuleError as error:
        raise RuleError(error.text, field="born") from None
    return Question(form.text("nir"), form.text("last_name"), form.text("first_name"), birth)
