"""Forms about accounts."""

from breachdesk.accounts.forms.people import (
    InvitationForm,
    LanguageForm,
    NewAccountForm,
    PasswordForm,
    ProfileForm,
    zone_choices,
)
from breachdesk.accounts.forms.sign_in import (
    CodeForm,
    ConfirmForm,
    RecoveryCodeForm,
    RecoveryCodesForm,
    RescueForm,
    SecondFactorForm,
    SignInForm,
    try_password,
)

__all__ = [
    "CodeForm",
    "ConfirmForm",
    "InvitationForm",
    "LanguageForm",
    "NewAccountForm",
    "PasswordForm",
    "ProfileForm",
    "RecoveryCodeForm",
    "RecoveryCodesForm",
    "RescueForm",
    "SecondFactorForm",
    "SignInForm",
    "try_password",
    "zone_choices",
]
