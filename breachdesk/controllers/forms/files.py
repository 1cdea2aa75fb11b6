"""Forms about one controller's file."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from breachdesk.controllers.domain import (
    FIELD_LABELS,
    IDENTITY,
    LACK_LABELS,
    ControllerFilter,
    ControllerView,
    Lack,
    Learnt,
    NewController,
)
from breachdesk.controllers.domain.columns import CHECKS
from breachdesk.controllers.domain.delivery import CHANNEL_LABELS, Channel
from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.risk.domain import LEVEL_LABELS
from breachdesk.web.fields import InstantField, LabelledField
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import say

LINE = Length(max=300)
NUMBERS = ("contract_hours", "persons_declared", "records_declared")


class _Identity(Form):
    name = StringField(_l("Name of the body"), validators=[InputRequired(), LINE])
    finess = StringField(_l("FINESS number"), description=_l("Nine characters."), validators=[LINE])
    siret = StringField(_l("SIRET number"), description=_l("Fourteen digits."), validators=[LINE])
    siren = StringField(_l("SIREN number"), description=_l("Nine digits."), validators=[LINE])
    own_key = StringField(_l("Number in the processor’s own files"), validators=[LINE])
    contact_name = StringField(_l("Person to contact"), validators=[LINE])
    email = EmailField(_l("E-mail address"), validators=[LINE])
    phone = TelField(_l("Telephone"), validators=[LINE])
    address = StringField(_l("Postal address"), validators=[LINE])
    postcode = StringField(_l("Postcode"), validators=[LINE])
    city = StringField(_l("City"), validators=[LINE])
    dpo_name = StringField(_l("Data protection officer"), validators=[LINE])
    dpo_email = EmailField(_l("E-mail address of the data protection officer"), validators=[LINE])
    contract = StringField(_l("Contract reference"), validators=[LINE])
    contract_hours = StringField(_l("Hours the contract gives for the notice"))
    persons_declared = StringField(
        _l("Persons concerned, as declared"), description=_l("Empty while it is not known.")
    )
    records_declared = StringField(
        _l("Records concerned, as declared"), description=_l("Empty while it is not known.")
    )
    language = SelectField(_l("Language"))

    def __init__(self, view: ControllerView | None = None) -> None:
        super().__init__(data=_shown(view) if view else None)
        self.language.choices = [("fr", "Français"), ("en", "English")]

    def to_new(self, controller_id: str) -> NewController:
        """The values in normal form; ManyRulesError with every field that cannot be right."""
        values: dict[str, str] = {}
        broken = []
        for key in FIELD_LABELS:
            typed = self.text(key)
            try:
                values[key] = CHECKS[key](typed) if typed and key in CHECKS else typed
            except RuleError as error:
                broken.append(RuleError(error.text, field=key))
        if broken:
            raise ManyRulesError(tuple(broken))
        numbers = {key: int(values[key]) if values[key] else None for key in NUMBERS}
        return NewController(
            id=controller_id,
            identity={key: values[key] for key in IDENTITY},
            contract_hours=numbers["contract_hours"],
            persons_declared=numbers["persons_declared"],
            records_declared=numbers["records_declared"],
            language=values["language"] or "fr",
        )


class NewControllerForm(OnceForm, _Identity):
    pass


class EditControllerForm(VersionedForm, _Identity):
    pass


class ListForm(Form):
    """Read from the address, so that a filtered list can be kept as a link."""

    class Meta:
        csrf = False

    words = StringField(_l("Name, number, town"))
    lack = SelectField(_l("What is missing"))
    department = SelectField(_l("Department"))
    overdue = BooleanField(_l("Overdue only"))
    withdrawn = BooleanField(_l("Withdrawn ones"))

    def __init__(self, arguments: object, departments: tuple[str, ...]) -> None:
        super().__init__(formdata=arguments)
        self.lack.choices = [
            ("", _l("All")),
            *((lack.value, say(label)) for lack, label in LACK_LABELS.items()),
        ]
        self.department.choices = [
            ("", _l("All")),
            *((code, code) for code in departments if code),
        ]

    def to_filter(self) -> ControllerFilter:
        lack = self.text("lack")
        return ControllerFilter(
            text=self.text("words"),
            lack=Lack(lack) if lack in set(Lack) else None,
            department=self.text("department"),
            overdue=bool(self["overdue"].data),
            withdrawn=bool(self["withdrawn"].data),
        )


class LearntForm(VersionedForm):
    other_at = InstantField(_l("Knew from elsewhere, such as the press"), optional=True)
    other_why = StringField(_l("From where"), validators=[LINE])
    retained_at = InstantField(
        _l("Awareness retained by you"),
        optional=True,
        description=_l("Only if the earliest of the known instants is not the right one."),
    )
    retained_why = TextAreaField(_l("Reason"), validators=[Length(max=5_000)])

    def __init__(self, view: ControllerView) -> None:
        super().__init__(
            data={
                "other_at": view.other_at,
                "other_why": view.other_why,
                "retained_at": view.retained_at,
                "retained_why": view.retained_why,
            }
        )

    def to_command(self) -> Learnt:
        return Learnt(
            self._optional("other_at"),
            self.text("other_why"),
            self._optional("retained_at"),
            self.text("retained_why"),
        )

    def _optional(self, name: str) -> datetime | None:
        value = self[name].data
        return value if isinstance(value, datetime) else None


class PressForm(Form):
    """The same knowledge for all controllers chosen in the list."""

    other_at = InstantField(_l("Knew from elsewhere, such as the press"))
    other_why = StringField(_l("From where"), validators=[InputRequired(), LINE])


class FilingForm(VersionedForm):
    filed_at = InstantField(_l("Filed at"))
    cnil_number = StringField(_l("CNIL number"), validators=[InputRequired(), Length(max=60)])


class RiskForm(VersionedForm):
    risk_view = SelectField(_l("The controller’s own view of the risk"))

    def __init__(self, view: ControllerView) -> None:
        super().__init__(data={"risk_view": view.risk_view})
        levels = ((level.value, say(label)) for level, label in LEVEL_LABELS.items())
        self.risk_view.choices = [("", _l("not told")), *levels]


class ReasonForm(VersionedForm):
    why = TextAreaField(_l("Reason"), validators=[InputRequired(), Length(max=5_000)])


class ConfirmForm(VersionedForm):
    """A button with a version and nothing to type."""


class ByHandForm(Form):
    channel = LabelledField(
        _l("How"), {key: label for key, label in CHANNEL_LABELS.items() if key is not Channel.EMAIL}
    )
    at = InstantField(_l("When"))
    note = StringField(
        _l("What shows it"),
        description=_l("Who answered, or the number of the registered letter."),
        validators=[InputRequired(), LINE],
    )


class AnswerForm(Form):
    answer = TextAreaField(_l("Answer"), validators=[InputRequired(), Length(max=5_000)])
    share = RadioField(_l("Who reads it"), default="one")

    def __init__(self, data: Mapping[str, object] | None = None) -> None:
        super().__init__(data=data)
        self.share.choices = [
            ("one", _l("Only the controller that asked")),
            ("all", _l("All controllers, without the name of who asked")),
        ]


def _shown(view: ControllerView) -> dict[str, object]:
    numbers = {key: getattr(view, key) for key in NUMBERS}
    shown = {key: "" if value is None else str(value) for key, value in numbers.items()}
    return {**view.identity, **shown, "language": view.language}
