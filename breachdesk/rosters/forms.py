"""Uploading a table file, and saying which column means what."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import Length

from breachdesk.infra.sheets import CHOICES
from breachdesk.kernel.text import Text
from breachdesk.rosters.domain import RosterView, Target
from breachdesk.rosters.service import NewRoster
from breachdesk.web.fields import UploadField
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import say

SEPARATORS = {";": ";", ",": ",", "\t": "tab", "|": "|"}


class UploadForm(OnceForm):
    file = UploadField(_l("File"), validators=[FileRequired()])
    encoding = SelectField(
        _l("Characters"), description=_l("Only when the file does not tell by itself."), default=""
    )

    def __init__(self) -> None:
        super().__init__()
        self.encoding.choices = [("", _l("found by itself")), *CHOICES.items()]

    def to_command(self, incident_id: str, purpose: str) -> NewRoster:
        upload = self.file.data
        return NewRoster(
            self.new_id,
            incident_id,
            purpose,
            str(upload.filename),
            upload.stream,
            self.text("encoding"),
        )


class ReadAsForm(Form):
    """How the file is read, when the guess was wrong."""

    encoding = SelectField(_l("Characters"))
    separator = SelectField(_l("Separator"))
    sheet = SelectField(_l("Sheet"))

    def __init__(self, view: RosterView) -> None:
        layout = view.layout
        super().__init__(
            data={name: str(layout[name]) for name in ("encoding", "separator", "sheet")}
        )
        self.encoding.choices = list(CHOICES.items())
        self.separator.choices = list(SEPARATORS.items())
        self.sheet.choices = [(one, one) for one in layout["sheets"]]
        if layout["kind"] == "csv":
            del self.sheet
        else:
            del self.encoding
            del self.separator

    def chosen(self) -> tuple[str, str, str]:
        """(encoding, separator, sheet); empty where the kind of file has none."""
        encoding, separator, sheet = (
            str(self[name].data or "") if name in self else ""
            for name in ("encoding", "separator", "sheet")
        )
        return encoding, separator, sheet


class ColumnsForm(Form):
    """One list of the file's headings for each target; fields are named col-<target>."""

    update_known = BooleanField(_l("Correct those already known with the values of the file"))
    save_as = StringField(
        _l("Keep these columns under a name, for the next file"), validators=[Length(max=80)]
    )

    def __init__(
        self, targets: Sequence[Target], headings: Sequence[str], guessed: Mapping[str, int]
    ) -> None:
        super().__init__()
        self._targets = targets
        for target in targets:
            field = self[f"col-{target.key}"]
            field.choices = [
                ("", "—"),
                *((str(at), heading or f"#{at + 1}") for at, heading in enumerate(headings)),
            ]
            if not self.is_submitted():
                field.data = str(guessed[target.key]) if target.key in guessed else ""

    def columns(self) -> dict[str, int]:
        """Target key → column, for those chosen; the lists only hold columns there are."""
        chosen = {target.key: self.text(f"col-{target.key}") for target in self._targets}
        return {key: int(at) for key, at in chosen.items() if at}

    def refuse(self, text: Text, field: str | None = None) -> None:
        """Rules name targets; the lists are called after them."""
        super().refuse(text, f"col-{field}" if f"col-{field}" in self._fields else field)


def columns_form(targets: Sequence[Target]) -> type[ColumnsForm]:
    """The form for one kind of file."""
    fields = {f"col-{target.key}": SelectField(say(target.label)) for target in targets}
    return type("ColumnsFormOf", (ColumnsForm,), fields)
