"""What is asked before a bundle is made."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from breachdesk.bundles.domain import NewBundle
from breachdesk.web.forms import OnceForm

LANGUAGES = [("fr", "Français"), ("en", "English")]


class BundleForm(OnceForm):
    is_personal = BooleanField(
        _l("With personal data"),
        description=_l(
            "Evidence files, names, and everything people wrote. Without: figures and digests."
        ),
    )
    language = RadioField(_l("Language"), default="fr", validators=[InputRequired()])

    def __init__(self) -> None:
        super().__init__()
        self.language.choices = LANGUAGES

    def to_command(self, incident_id: str) -> NewBundle:
        return NewBundle(
            self.new_id, incident_id, bool(self.is_personal.data), self.text("language")
        )
