"""Forms about letters that cannot be mailed."""

from collections.abc import Collection
from dataclasses import fields

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from breachdesk.identities.domain.addresses import Address
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.letters.domain import FAULT_LABELS, Fault
from breachdesk.letters.service.handling import MAX_WHY
from breachdesk.web.forms import Form
from breachdesk.web.language import say

PART = Length(max=200)
PARTS = tuple(one.name for one in fields(Address))


class LeaveOutForm(Form):
    why = StringField(
        _l("Reason"),
        description=_l("Nobody’s name: this stays on record."),
        validators=[InputRequired(), Length(max=MAX_WHY)],
    )


class LeaveAllOutForm(LeaveOutForm):
    fault = SelectField(_l("All letters with this fault"))

    def __init__(self, faults: Collection[Fault], shown: Fault | None) -> None:
        """`faults` are those that letters have, `shown` the one that is looked at."""
        super().__init__(data={"fault": shown.value if shown else ""})
        self.fault.choices = [("", "—"), *((one.value, say(FAULT_LABELS[one])) for one in faults)]

    def chosen(self) -> Fault:
        if not self.text("fault"):
            raise RuleError(_("Choose one of the list."), field="fault")
        return Fault(self.text("fault"))


class AddressForm(Form):
    """Fields are named as those of Address."""

    delivery = StringField(_l("Flat, stairs, care of"), validators=[PART])
    building = StringField(_l("Building, entrance"), validators=[PART])
    street = StringField(_l("Number and street"), validators=[PART])
    locality = StringField(_l("Hamlet or post-office box"), validators=[PART])
    postcode = StringField(_l("Postcode"), validators=[PART])
    city = StringField(_l("Town"), validators=[PART])
    country = StringField(_l("Country"), description=_l("Empty for France."), validators=[PART])

    @classmethod
    def of(cls, address: Address) -> "AddressForm":
        return cls(formdata=None, data=dict(zip(PARTS, address.cells, strict=True)))

    def to_parts(self) -> dict[str, str]:
        return {name: self.text(name) for name in PARTS}
