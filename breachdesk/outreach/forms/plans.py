"""The form of a campaign's plan: audience, pace, and a text in each language."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from breachdesk.controllers.domain import ControllerView
from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.infra.i18n import LANGUAGES
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.typed import number
from breachdesk.outreach.domain.audiences import SEGMENT_LABELS
from breachdesk.outreach.domain.campaign import Audience, CampaignView, Plan
from breachdesk.outreach.domain.pace import Pace
from breachdesk.outreach.domain.wordings import (
    MAX_BODY,
    MAX_SHARED,
    MAX_SUBJECT,
    SHARED,
    Wording,
)
from breachdesk.people.domain import AudienceFilter
from breachdesk.web.fields import ChecklistField
from breachdesk.web.language import say

REACHABLE: Mapping[str, Text] = {
    "": _("whatever reaches them: a letter where no e-mail does"),
    "email": _("only those with an e-mail address"),
    "letter": _("only those with a postal address"),
}
NUMBERS = ("per_minute", "domain_per_minute", "canary", "wave", "wave_minutes")
TEXT_ROWS = 22


class PlanForm(VersionedForm):
    """Fields of a text are named language-part."""

    name = StringField(_l("Name"), validators=[InputRequired(), Length(max=120)])
    segment = SelectField(_l("To whom"))
    reachable_by = SelectField(_l("Reached by"))
    language = SelectField(_l("Only those who read"))
    controllers = ChecklistField(
        _l("Only persons of these controllers"), description=_l("None ticked: those of all.")
    )
    only_mandated = BooleanField(
        _l("Only where the controller lets you inform"),
        description=_l("Untick it only if you have this agreement in another form."),
    )
    exclude_deceased = BooleanField(_l("Leave out who is known to have died"))
    not_yet_informed = BooleanField(_l("Leave out who was already informed"))
    per_minute = StringField(_l("Mails a minute"), description=_l("0 for no limit."))
    domain_per_minute = StringField(
        _l("Mails a minute to one domain"), description=_l("0 for no limit.")
    )
    canary = StringField(
        _l("Mails that go first, and wait for a look"), description=_l("0 for none.")
    )
    wave = StringField(
        _l("Mails in one wave"),
        description=_l("As many as the telephone line can take; 0 for all at once."),
    )
    wave_minutes = StringField(_l("Minutes between two waves"))

    def __init__(self, view: CampaignView, controllers: Sequence[ControllerView]) -> None:
        """Of `controllers`, all of the case, those withdrawn are shown where they are chosen."""
        super().__init__(data=_shown(view))
        chosen = self["controllers"].data or ()
        self.controllers.choices = [
            (one.id, _called(one))
            for one in controllers
            if not one.withdrawn_at or one.id in chosen
        ]
        self.segment.choices = [(key, say(label)) for key, label in SEGMENT_LABELS.items()]
        self.reachable_by.choices = [(key, say(label)) for key, label in REACHABLE.items()]
        self.language.choices = [("", _l("any language")), ("fr", "Français"), ("en", "English")]

    def to_plan(self) -> Plan:
        """RuleError names the field of a number that is none."""
        return Plan(self.text("name"), self.to_audience(), self.to_pace(), self.to_wordings())

    def to_audience(self) -> Audience:
        chosen = frozenset(self["controllers"].data or ())
        people = AudienceFilter(
            controller_ids=chosen or None,
            reachable_by=self.text("reachable_by"),  # type: ignore[arg-type]  # one of the choices
            segment=self.text("segment"),  # type: ignore[arg-type]  # one of the choices
            language=self.text("language"),
            only_mandated=bool(self["only_mandated"].data),
            exclude_deceased=bool(self["exclude_deceased"].data),
        )
        return Audience(people, bool(self["not_yet_informed"].data))

    def to_pace(self) -> Pace:
        numbers = {}
        for name in NUMBERS:
            found = number(self.text(name))
            if found is None:
                raise RuleError(_("Give a whole number, 0 for no limit."), field=name)
            numbers[name] = found
        return Pace(**numbers)

    def to_wordings(self) -> dict[str, Wording]:
        """Languages in which something was written."""
        typed = {language: self._wording(language) for language in LANGUAGES}
        return {language: one for language, one in typed.items() if one.subject or one.body}

    def _wording(self, language: str) -> Wording:
        return Wording(
            self.text(f"{language}-subject"),
            str(self[f"{language}-body"].data or "").replace("\r\n", "\n").strip(),
            {key: self.text(f"{language}-{part}") for key, (part, _label) in SHARED.items()},
            bool(self[f"{language}-nir"].data),
        )


def _called(one: ControllerView) -> str:
    """Name and town; whether it is withdrawn."""
    called = str(one.place)
    return say(_("%(name)s — withdrawn", name=called)) if one.withdrawn_at else called


def _shown(view: CampaignView) -> dict[str, object]:
    plan = view.plan
    people = plan.audience.people
    words: dict[str, object] = {
        "name": plan.name,
        "segment": people.segment,
        "language": people.language,
        "reachable_by": people.reachable_by,
        "controllers": sorted(people.controller_ids or ()),
        "only_mandated": people.only_mandated,
        "exclude_deceased": people.exclude_deceased,
        "not_yet_informed": plan.audience.not_yet_informed,
        **{name: str(getattr(plan.pace, name)) for name in NUMBERS},
    }
    for language, one in plan.wordings.items():
        words |= {
            f"{language}-subject": one.subject,
            f"{language}-body": one.body,
            f"{language}-nir": one.about_nir,
            **{f"{language}-{SHARED[key][0]}": text for key, text in one.shared.items()},
        }
    return words


def _add_fields() -> None:
    """The fields of each language; the class is filled once, when it is imported."""
    for language in LANGUAGES:
        subject = StringField(_l("Subject"), validators=[Length(max=MAX_SUBJECT)])
        setattr(PlanForm, f"{language}-subject", subject)
        body = TextAreaField(
            _l("Text"), validators=[Length(max=MAX_BODY)], render_kw={"rows": TEXT_ROWS}
        )
        setattr(PlanForm, f"{language}-body", body)
        for part, label in SHARED.values():
            field = StringField(_l(label.msgid), validators=[Length(max=MAX_SHARED)])
            setattr(PlanForm, f"{language}-{part}", field)
        nir = BooleanField(_l("Social security numbers are among the data"))
        setattr(PlanForm, f"{language}-nir", nir)


_add_fields()
