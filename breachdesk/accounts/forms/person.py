"""The person as Flask-Security's forms and views know them."""

from flask_security import RoleMixin, UserMixin

from breachdesk.accounts.domain import Credentials


class NoRole(RoleMixin):
    """Roles are ours (kernel/actor.py); Flask-Security wants a class all the same."""


class Person(UserMixin):
    """Values copied from an account, never a row; changing one changes nothing stored."""

    fs_uniquifier = ""

    def __init__(self, found: Credentials) -> None:
        self.id = found.id  # type: ignore[assignment]  # Flask-Security guesses numbers
        self.email = found.email
        self.active = found.is_active
        self.password = found.password_hash
        self.fs_uniquifier = found.session_key
        self.roles = []
        self.mf_recovery_codes = list(found.recovery_codes)
        self.take_second_factor(found.second_factor)

    def take_second_factor(self, secret: str | None) -> None:
        self.tf_totp_secret = secret
        self.tf_primary_method = "authenticator" if secret else None

    def track_failed_authn(self, auth_type: str, tfa: bool = False) -> None:  # noqa: FBT001, FBT002
        """Do nothing: a failure is counted where it is judged, in accounts/service."""
