"""Forms of an organisation's identity: one for each section of the CNIL form."""

from collections.abc import Mapping
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from breachdesk.accounts.domain import AccountView
from breachdesk.accounts.forms import zone_choices
from breachdesk.kernel.typed import number
from breachdesk.organisations.domain import (
    CIVILITIES,
    FIELDS,
    EditSection,
    NewOrganisation,
    OrganisationIdentity,
    Section,
    Value,
)
from breachdesk.organisations.domain.sectors import SECTORS
from breachdesk.web.context import actor
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import say

LINE = Length(max=200)
ADDRESS = Length(max=500)
MAX_EMAIL = 254


class SectionForm(Form):
    """One section; `version` is what the page was made from."""

    section: ClassVar[Section]
    version = HiddenField()

    def __init__(self, identity: OrganisationIdentity) -> None:
        super().__init__(data={**identity.values, "zone": identity.zone})
        for item in self:
            if item.name.endswith("_civility"):
                item.choices = [(civility, civility or "—") for civility in CIVILITIES]
        if not self.is_submitted():
            self.version.data = str(identity.version)

    def to_command(self, organisation_id: str) -> EditSection:
        return EditSection(
            organisation_id,
            number(self.text("version")) or 0,
            self.section,
            self.values,
            self.text("zone") if "zone" in self else None,
        )

    @property
    def values(self) -> dict[str, Value]:
        return {
            key: self[key].data if isinstance(self[key], BooleanField) else self.text(key)
            for key in FIELDS[self.section]
        }

    def differences(self, stored: OrganisationIdentity) -> list[tuple[str, Value, Value]]:
        """(field, stored, typed) where somebody else's version is not what was typed."""
        return [
            (key, stored[key], typed) for key, typed in self.values.items() if stored[key] != typed
        ]


class BodyForm(SectionForm):
    section = Section.BODY

    siren = StringField(_l("SIREN number"), description=_l("Nine digits."), validators=[LINE])
    name = StringField(_l("Name of the body"), validators=[InputRequired(), LINE])
    vat = StringField(
        _l("Intra-community VAT number"), description=_l("If there is one."), validators=[LINE]
    )
    sector = SelectField(_l("Sector of activity"))
    headcount = StringField(
        _l("Headcount"), description=_l("Approximate number of people employed."), validators=[LINE]
    )
    address = TextAreaField(_l("Postal address"), validators=[ADDRESS])
    postcode = StringField(_l("Postcode"), validators=[Length(max=20)])
    city = StringField(_l("City"), validators=[LINE])
    country = StringField(_l("Country"), validators=[LINE])
    zone = SelectField(
        _l("Time zone"), description=_l("Documents of this body show their times in it.")
    )

    def __init__(self, identity: OrganisationIdentity) -> None:
        super().__init__(identity)
        self.sector.choices = [("", "—"), *((key, say(name)) for key, name in SECTORS.items())]
        self.zone.choices = zone_choices()


class RepresentativeForm(SectionForm):
    section = Section.REPRESENTATIVE

    legal_civility = SelectField(_l("Title of address"))
    legal_last_name = StringField(_l("Last name"), validators=[LINE])
    legal_first_name = StringField(_l("First name"), validators=[LINE])
    legal_email = EmailField(_l("E-mail address"), validators=[Length(max=MAX_EMAIL)])


class ContactForm(SectionForm):
    section = Section.CONTACT

    contact_civility = SelectField(_l("Title of address"))
    contact_last_name = StringField(_l("Last name"), validators=[LINE])
    contact_first_name = StringField(_l("First name"), validators=[LINE])
    contact_function = StringField(_l("Function"), validators=[LINE])
    contact_email = EmailField(_l("E-mail address"), validators=[Length(max=MAX_EMAIL)])
    contact_phone = TelField(_l("Telephone"), validators=[Length(max=40)])
    contact_is_dpo = BooleanField(_l("This person is the data protection officer"))
    contact_dpo_number = StringField(
        _l("DPO designation number"),
        description=_l("The CNIL gave it when the officer was designated: DPO- and digits."),
        validators=[Length(max=40)],
    )


SECTION_FORMS: Mapping[Section, type[SectionForm]] = {
    form.section: form for form in (BodyForm, RepresentativeForm, ContactForm)
}


class NewOrganisationForm(OnceForm):
    name = StringField(_l("Name of the body"), validators=[InputRequired(), LINE])
    zone = SelectField(_l("Time zone"))
    dpo_id = SelectField(
        _l("Data protection officer"),
        description=_l("The first member; others are added afterwards."),
    )

    def __init__(self, people: tuple[AccountView, ...]) -> None:
        super().__init__(data={"dpo_id": actor().user_id, "zone": actor().zone})
        self.zone.choices = zone_choices()
        self.dpo_id.choices = [
            (person.id, f"{person.name} ({person.email})") for person in people if person.is_active
        ]

    def to_command(self) -> NewOrganisation:
        return NewOrganisation(
            self.new_id, self.text("name"), self.text("zone"), self.text("dpo_id")
        )
