"""Forms about letters that cannot be mailed."""

from dataclasses import fields
from typing import cast

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from breachdesk.identities.domain.addresses import Address
from breachdesk.letters.domain import FAULT_LABELS, Fault
from breachdesk.letters.service.handling import MAX_WHY
from breachdesk.web.fields import LabelledField
from breachdesk.web.forms import Form

PART = Length(max=200)
PARTS = tuple(one.name for one in fields(Address))


class LeaveOutForm(Form):
    why = StringField(
        _l("Reason"),
        description=_l("Nobody’s name: this stays on record."),
        validators=[InputRequired(), Length(max=MAX_WHY)],
    )


class LeaveAllOutForm(LeaveOutForm):
    fault = LabelledField(_l("All letters with this fault"), FAULT_LABELS)

    def chosen(self) -> Fault:
        return cast(Fault, self.fault.data)


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
