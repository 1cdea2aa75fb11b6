"""Forms about letters: printing them, handing them over, printing some again."""

from typing import cast

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length

from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.kernel.codes import MOST_TYPED
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typed import number
from breachdesk.letters.service import Reprint
from breachdesk.letters.service.planning import PER_FILE
from breachdesk.letters.service.reprinting import MAX_WHY
from breachdesk.outreach.domain.singles import COPY_REASONS, CopyReason
from breachdesk.outreach.service.print_run import Wanted
from breachdesk.outreach.service.single import NewCopy
from breachdesk.web.fields import InstantField, LabelledRadio
from breachdesk.web.forms import Form, OnceForm

MOST_AGAIN = 500
"""More is nothing that a page can wait for."""


class PrintForm(OnceForm):
    per_file = StringField(
        _l("Letters in one file"),
        description=_l("At most 20,000. A print house takes smaller files more easily."),
        default=str(PER_FILE),
        validators=[InputRequired()],
    )
    tagged = BooleanField(
        _l("Tagged PDF"), description=_l("Readable by screen readers; the files are larger.")
    )

    def to_command(self, campaign_id: str) -> Wanted:
        return Wanted(campaign_id, number(self.text("per_file")) or 0, bool(self.tagged.data))


class HandOverForm(VersionedForm):
    at = InstantField(_l("Handed over at"), optional=True, description=_l("Empty for now."))


class ReprintForm(Form):
    first = StringField(_l("First letter"), validators=[InputRequired()])
    last = StringField(_l("Last letter"), description=_l("Empty for one letter."))
    why = StringField(
        _l("Reason"),
        description=_l("Nobody’s name: this stays on record."),
        validators=[InputRequired(), Length(max=MAX_WHY)],
    )

    def to_command(self, batch_id: str) -> Reprint:
        first = number(self.text("first")) or 0
        last = number(self.text("last")) or 0 if self.text("last") else first
        if last - first >= MOST_AGAIN:
            raise RuleError(
                _("At most %(most)s at once; the command line prints more.", most=MOST_AGAIN),
                field="last",
            )
        return Reprint(batch_id, first, last, self.text("why"))


class CopyForm(Form):
    person = StringField(
        _l("Code of the mail or letter, or number of the person"),
        description=_l("The number stands in the list of persons concerned."),
        validators=[InputRequired(), Length(max=MOST_TYPED)],
        render_kw={"autocomplete": "off"},
    )
    reason = LabelledRadio(_l("Why this letter?"), COPY_REASONS)

    def to_command(self) -> NewCopy:
        return NewCopy(self.text("person"), cast(CopyReason, self.reason.data))
