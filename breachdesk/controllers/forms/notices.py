"""The form of a notice's text, in both languages."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from breachdesk.controllers.domain.notice import MAX_SECTION, PARTS, NoticeView, Part, Wording
from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.controllers.forms.files import ConfirmForm
from breachdesk.infra.i18n import LANGUAGES
from breachdesk.kernel.text import Text, _
from breachdesk.web.language import say


class NoticeForm(VersionedForm):
    """Fields are named language-part; the languages' own subjects come first."""

    def __init__(self, view: NoticeView) -> None:
        super().__init__(data=_shown(view))

    def to_wordings(self) -> dict[str, Wording]:
        return {
            language: Wording(
                self.text(f"{language}-subject"),
                {part: self._prose(f"{language}-{part.value}") for part in Part},
            )
            for language in LANGUAGES
        }

    def _prose(self, name: str) -> str:
        return str(self[name].data or "").replace("\r\n", "\n").strip()


class ApproveForm(ConfirmForm):
    """A button; what keeps the text from being approved is told with its section."""

    def refuse(self, text: Text, field: str | None = None) -> None:
        language, _dash, name = (field or "").partition("-")
        if language in LANGUAGES and name in set(Part):
            heading = PARTS[Part(name)].heading.in_(language)
            text = _("“%(section)s”: %(problem)s", section=heading, problem=say(text))
        super().refuse(text)


def _shown(view: NoticeView) -> dict[str, str]:
    return {
        f"{language}-{name}": text
        for language, wording in view.wordings.items()
        for name, text in (
            ("subject", wording.subject),
            *((part.value, text) for part, text in wording.parts.items()),
        )
    }


def _add_fields() -> None:
    """One field a section and language; the class is filled once, when it is imported."""
    for language in LANGUAGES:
        setattr(
            NoticeForm,
            f"{language}-subject",
            StringField(_l("Subject"), validators=[Length(max=200)]),
        )
        for part, about in PARTS.items():
            setattr(
                NoticeForm,
                f"{language}-{part.value}",
                TextAreaField(about.heading.in_(language), validators=[Length(max=MAX_SECTION)]),
            )


_add_fields()
