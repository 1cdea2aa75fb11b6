"""Why a step is taken, or taken back."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length

from breachdesk.web.forms import Form

MAX_REASON = 5_000


class StepForm(Form):
    reason = TextAreaField(_l("Reason or remark"), validators=[Length(max=MAX_REASON)])
