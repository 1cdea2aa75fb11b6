"""What a controller fills in on its page: little, in plain words."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from breachdesk.controllers.domain import Answer, MandateKind, NewMandate
from breachdesk.web.fields import InstantField
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import current

NAME = Length(max=120)


class OpenForm(Form):
    """A button: opening by a click, so that programs that follow links open nothing."""


class AcknowledgeForm(Form):
    name = StringField(
        _l("Your name"), validators=[InputRequired(), NAME], render_kw={"autocomplete": "name"}
    )


class MandateForm(OnceForm):
    answer = RadioField(_l("Your answer"), validators=[InputRequired()])
    declared_name = StringField(
        _l("Your name"), validators=[NAME], render_kw={"autocomplete": "name"}
    )
    declared_function = StringField(
        _l("Your function"),
        description=_l("For example: pharmacist, owner."),
        validators=[NAME],
        render_kw={"autocomplete": "organization-title"},
    )
    has_authority = BooleanField(_l("I may decide this for the body named above."))

    def __init__(self) -> None:
        super().__init__()
        self.answer.choices = [
            (Answer.YES.value, _l("Yes, I give this mandate")),
            (Answer.NO.value, _l("No, I do it myself")),
        ]

    def to_command(self, kind: MandateKind) -> NewMandate:
        return NewMandate(
            id=self.new_id,
            kind=kind,
            answer=Answer(self.text("answer")),
            declared_name=self.text("declared_name"),
            declared_function=self.text("declared_function"),
            has_authority=bool(self.has_authority.data),
            language=current(),
        )


class FiledForm(Form):
    filed_at = InstantField(_l("When you filed it"))
    cnil_number = StringField(
        _l("Number the CNIL gave"), validators=[InputRequired(), Length(max=60)]
    )


class QuestionForm(OnceForm):
    question = TextAreaField(
        _l("Your question"),
        description=_l("Write no patient’s name and no result."),
        validators=[InputRequired(), Length(max=5_000)],
    )


class CodeForm(Form):
    code = StringField(
        _l("Code of the message"),
        description=_l("Ten letters and digits; it stands in the message you received."),
        validators=[InputRequired(), Length(max=60)],
    )
