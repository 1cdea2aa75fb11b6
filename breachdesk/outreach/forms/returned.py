"""Letters that the post brought back: one that is typed or scanned, or a file of them."""

from typing import cast

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from breachdesk.kernel.codes import MOST_TYPED
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.letters.domain import RETURN_LABELS, ReturnCode
from breachdesk.letters.domain.returns import Returned, read
from breachdesk.web.fields import LabelledRadio, UploadField
from breachdesk.web.forms import Form


class ScanForm(Form):
    reason = LabelledRadio(_l("Mark of the post"), RETURN_LABELS)
    code = StringField(
        _l("Code of the letter"),
        description=_l("Typed, or read from the QR code by a scanner that ends with Enter."),
        validators=[InputRequired(), Length(max=MOST_TYPED)],
        render_kw={"autofocus": True, "autocomplete": "off", "spellcheck": "false"},
    )

    def to_row(self) -> Returned:
        return Returned(self.text("code"), cast(ReturnCode, self.reason.data))


class TrayForm(Form):
    file = UploadField(
        _l("File"),
        description=_l(
            "CSV in UTF-8: code, semicolon, mark. The marks are unknown, access, refused and "
            "unclaimed, or NPAI, accès, refusé and non réclamé."
        ),
        validators=[FileRequired()],
    )

    def to_rows(self, limit: int) -> tuple[Returned, ...]:
        content = self.file.data.stream.read(limit + 1)
        if len(content) > limit:
            raise RuleError(
                _("This file is larger than %(limit)s MB.", limit=limit // 1_000_000), field="file"
            )
        try:
            return read(content.decode("utf-8-sig").splitlines())
        except UnicodeDecodeError:
            raise RuleError(_("The file is not text in UTF-8."), field="file") from None
