"""Forms about organisations."""

from breachdesk.organisations.forms.identity import SECTION_FORMS, NewOrganisationForm, SectionForm
from breachdesk.organisations.forms.people import FirstRunForm, NewMemberForm, RoleForm

__all__ = [
    "SECTION_FORMS",
    "FirstRunForm",
    "NewMemberForm",
    "NewOrganisationForm",
    "RoleForm",
    "SectionForm",
]
