"""Which document to make, in which language."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField

from breachdesk.documents.domain import Subject
from breachdesk.documents.registry import KINDS
from breachdesk.web.forms import Form
from breachdesk.web.language import say

LANGUAGES = [("fr", "Français"), ("en", "English")]
ELSEWHERE = frozenset({Subject.CONTROLLER, Subject.MANDATE, Subject.DESTRUCTION})
"""Documents that are made where what they are about is shown."""


class IssueForm(Form):
    kind = SelectField(_l("Document"))
    language = RadioField(_l("Language"), default="fr")
    about_id = HiddenField()

    def __init__(self) -> None:
        super().__init__()
        self.language.choices = LANGUAGES
        self.kind.choices = [
            (kind.slug, say(kind.title)) for kind in KINDS.values() if kind.subject not in ELSEWHERE
        ]
