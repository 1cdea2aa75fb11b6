"""Narrowing the list, unmasking one person, asking for the hotline, exporting."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import Length

from breachdesk.identities.domain import births
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.people.domain import REASON_LABELS, AudienceFilter, Question, Reason
from breachdesk.web.fields import LabelledField, LabelledRadio
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import say

SEGMENTS: Mapping[str, Text] = {
    "": _("everybody"),
    "adult": _("adults"),
    "minor": _("minors"),
    "protected": _("protected adults"),
}
REACHABLE: Mapping[str, Text] = {
    "": _("however they are reached"),
    "email": _("with an e-mail address"),
    "letter": _("with a postal address"),
}


class NarrowForm(Form):
    """Read from the address of the page; what it does not know narrows nothing."""

    segment = SelectField(_l("Who"), default="")
    reachable = SelectField(_l("Reached by"), default="")
    controller = SelectField(_l("Controller"), default="")

    def __init__(self, controllers: Sequence[tuple[str, str]]) -> None:
        super().__init__(formdata=request.args, meta={"csrf": False})
        self.segment.choices = [(key, say(label)) for key, label in SEGMENTS.items()]
        self.reachable.choices = [(key, say(label)) for key, label in REACHABLE.items()]
        self.controller.choices = [("", say(_("all"))), *controllers]
        self._controllers = {key for key, _name in controllers}

    def to_filter(self) -> AudienceFilter:
        segment, reachable = self.text("segment"), self.text("reachable")
        chosen = self.text("controller")
        known: Any = {
            "segment": segment if segment in SEGMENTS else "",
            "reachable_by": reachable if reachable in REACHABLE else "",
        }
        return AudienceFilter(
            frozenset({chosen}) if chosen in self._controllers else None,
            **known,
            only_mandated=False,
            exclude_deceased=False,
        )


class UnmaskForm(Form):
    reason = LabelledRadio(_l("Why do you need to know who this is?"), REASON_LABELS)

    def chosen(self) -> Reason:
        return cast(Reason, self.reason.data)


class ExportForm(OnceForm):
    reason = LabelledField(_l("Why is it needed?"), REASON_LABELS)

    def chosen(self) -> Reason:
        return cast(Reason, self.reason.data)


class HotlineForm(Form):
    nir = StringField(_l("Social security number"), validators=[Length(max=40)])
    last_name = StringField(_l("Last name"), validators=[Length(max=100)])
    first_name = StringField(_l("First name"), validators=[Length(max=100)])
    born = StringField(_l("Date of birth"), validators=[Length(max=40)])

    def to_question(self, today: date) -> Question:
        born = self.text("born")
        try:
            birth = births.parse(born, today) if born else None
        except RuleError as error:
            raise RuleError(error.text, field="born") from None
        return Question(self.text("nir"), self.text("last_name"), self.text("first_name"), birth)


class DecideForm(Form):
    """One of several buttons: which was pressed stands in `act`."""

    act = StringField("")

    def pressed(self, allowed: frozenset[str]) -> str:
        act = self.text("act")
        if act not in allowed:
            raise RuleError(_("Choose one of the list."))
        return act
