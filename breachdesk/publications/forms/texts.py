"""The form of a notice's texts, in each language; its fields are named language-part."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.infra.i18n import LANGUAGES
from breachdesk.outreach.domain.wordings import MAX_SHARED
from breachdesk.publications.domain.notice import NoticeView
from breachdesk.publications.domain.texts import (
    LINES,
    MAX_LINE,
    MAX_PROSE,
    PARTS,
    VALUES,
    NoticeText,
)

ROWS: Mapping[str, int] = {"press_lead": 3}
TEXT_ROWS = 16


class NoticeForm(VersionedForm):
    """Filled with what is stored; what a POST lacks is empty."""

    def __init__(self, view: NoticeView) -> None:
        super().__init__(data=_shown(view))

    def to_texts(self) -> dict[str, NoticeText]:
        """Languages in which something was written."""
        typed = {language: self._text(language) for language in LANGUAGES}
        return {language: one for language, one in typed.items() if not one.is_empty}

    def _text(self, language: str) -> NoticeText:
        return NoticeText(
            **{part: str(self[f"{language}-{part}"].data or "").strip() for part in PARTS},
            values={key: self.text(f"{language}-{name}") for key, (name, _label) in VALUES.items()},
        )


def _shown(view: NoticeView) -> dict[str, object]:
    words: dict[str, object] = {}
    for language, one in view.texts.items():
        words |= {f"{language}-{part}": getattr(one, part) for part in PARTS}
        words |= {f"{language}-{VALUES[key][0]}": told for key, told in one.values.items()}
    return words


def _add_fields() -> None:
    """The fields of each language; the class is filled once, when it is imported."""
    for language in LANGUAGES:
        for part, label in PARTS.items():
            made = (
                StringField(_l(label.msgid), validators=[Length(max=MAX_LINE)])
                if part in LINES
                else TextAreaField(
                    _l(label.msgid),
                    validators=[Length(max=MAX_PROSE)],
                    render_kw={"rows": ROWS.get(part, TEXT_ROWS)},
                )
            )
            setattr(NoticeForm, f"{language}-{part}", made)
        for name, label in VALUES.values():
            field = StringField(_l(label.msgid), validators=[Length(max=MAX_SHARED)])
            setattr(NoticeForm, f"{language}-{name}", field)


_add_fields()
