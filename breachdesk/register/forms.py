"""The filter above the register, and the choice of an export."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField

from breachdesk.facts.registry import field
from breachdesk.incidents.domain import STEP_LABELS, Step
from breachdesk.kernel.typed import number
from breachdesk.register.domain import RegisterFilter
from breachdesk.risk.domain import LEVEL_LABELS, RiskLevel
from breachdesk.web.forms import Form
from breachdesk.web.language import say

YEARS = range(2018, 2101)


class RegisterForm(Form):
    """Read from the address, so that a filtered register can be kept as a link."""

    class Meta:
        csrf = False

    words = StringField(_l("Title or reference"))
    year = SelectField(_l("Year"))
    organisation_id = SelectField(_l("Organisation"))
    state = SelectField(_l("State"))
    nature = SelectField(_l("Nature of the breach"))
    level = SelectField(_l("Risk"))
    archived = BooleanField(_l("Archived ones"))

    def __init__(self, arguments: object, organisations: Mapping[str, str], this_year: int) -> None:
        super().__init__(formdata=arguments)
        everything = ("", _l("All"))
        years = [(str(year), str(year)) for year in range(this_year, YEARS[0] - 1, -1)]
        self.year.choices = [everything, *years]
        self.organisation_id.choices = [everything, *organisations.items()]
        self.state.choices = [
            everything,
            *((step.value, say(label)) for step, label in STEP_LABELS.items()),
        ]
        self.level.choices = [
            everything,
            *((level.value, say(label)) for level, label in LEVEL_LABELS.items()),
        ]
        self.nature.choices = [
            everything,
            *((one.key, say(one.labels[-1])) for one in field("breach.nature").options),
        ]

    @property
    def query(self) -> dict[str, str]:
        """The filter as an address holds it; what else stands in the address is left behind."""
        typed = {item.name: self.text(item.name) for item in self}
        return {name: text for name, text in typed.items() if text}

    def to_filter(self) -> RegisterFilter:
        state, level = self.text("state"), self.text("level")
        year = number(self.text("year"))
        return RegisterFilter(
            year=year if year in YEARS else None,
            organisation_id=self.text("organisation_id"),
            state=Step(state) if state in set(Step) else None,
            nature=self.text("nature"),
            level=RiskLevel(level) if level in set(RiskLevel) else None,
            text=self.text("words"),
            archived=bool(self["archived"].data),
        )
