"""The form that adds a file."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired
from wtforms import HiddenField, StringField
from wtforms.validators import Length

from breachdesk.evidence.domain import NewEvidence
from breachdesk.web.fields import UploadField
from breachdesk.web.forms import OnceForm


class EvidenceForm(OnceForm):
    file = UploadField(_l("File"), validators=[FileRequired()])
    description = StringField(_l("What it proves"), validators=[Length(max=500)])
    about_id = HiddenField()

    def to_command(self, incident_id: str) -> NewEvidence:
        upload = self.file.data
        return NewEvidence(
            id=self.new_id,
            incident_id=incident_id,
            about_id=self.text("about_id"),
            name=str(upload.filename),
            description=self.text("description"),
            stream=upload.stream,
        )
