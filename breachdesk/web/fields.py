"""Form fields of our own: an instant with its zone, and choices that come from enums."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from flask import request
from flask_wtf.file import FileField
from wtforms import Field, RadioField, SelectField, SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.zones import ZONES, AmbiguousTimeError, Zone, resolve, zone
from breachdesk.web.context import visitor
from breachdesk.web.language import say

DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")
TIME_FORMATS = ("%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M")


class InstantField(Field):
    """Date, time and zone as three inputs; `data` is the instant in UTC, or None.

    The hour that summer time repeats must be told apart: the field then offers both readings in
    `twice` as (fold, instant) and wants `<name>-fold`. With `optional`, all empty means None.
    """

    widget = None  # type: ignore[assignment]  # a template macro draws the three inputs

    def __init__(self, label: Any, *, optional: bool = False, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(label, **kwargs)
        self.optional = optional
        self.date_text = self.time_text = self.fold_text = ""
        self.zone_text = "Europe/Paris"
        self.twice: tuple[tuple[int, datetime], ...] = ()
        self.problem: Text | None = None

    @property
    def zones(self) -> Sequence[Zone]:
        return ZONES

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:  # noqa: ANN401, ARG002
        self.process_errors = []
        self.data = data if isinstance(data, datetime) else None
        if formdata is None:
            self._show()
        else:
            self._read(formdata)

    def _show(self) -> None:
        person = visitor()
        self.zone_text = person.zone if person else "Europe/Paris"
        if self.data:
            local = self.data.astimezone(zone(self.zone_text))
            self.date_text, self.time_text = local.strftime("%Y-%m-%d"), local.strftime("%H:%M")
            if local.second:
                self.time_text = local.strftime("%H:%M:%S")
            self.fold_text = str(local.fold) if _is_repeated(local) else ""

    def _read(self, formdata: Any) -> None:  # noqa: ANN401
        def typed(part: str) -> str:
            return str(formdata.get(f"{self.name}-{part}", "")).strip()

        self.date_text, self.time_text = typed("date"), typed("time")
        self.zone_text, self.fold_text = typed("zone") or "Europe/Paris", typed("fold")
        self.data = None
        if not self.date_text and not self.time_text and self.optional:
            return
        try:
            self.data = self._resolve()
        except AmbiguousTimeError as error:
            self.twice = tuple(enumerate(error.choices))
            self.problem = error.text
        except RuleError as error:
            self.problem = error.text

    def _resolve(self) -> datetime:
        day = _parsed(self.date_text, DATE_FORMATS)
        hour = _parsed(self.time_text, TIME_FORMATS)
        if day is None:
            raise RuleError(_("Give the date as day, month and year, like 27/08/2021."))
        if hour is None:
            raise RuleError(_("Give the time as hours and minutes, like 18:40."))
        local = datetime.combine(day.date(), hour.time())
        fold = int(self.fold_text) if self.fold_text in {"0", "1"} else None
        instant = resolve(local, self.zone_text, fold)
        if fold is not None:
            self.twice = _both(local, self.zone_text)
        return instant

    def pre_validate(self, form: object) -> None:  # noqa: ARG002  # WTForms' signature
        if self.problem is not None:
            raise StopValidation(say(self.problem))


class UploadField(FileField):  # type: ignore[misc]  # Flask-WTF has no types
    """A file, looked for among the files that were sent; other fields look among the texts."""

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().process(None if formdata is None else request.files, *args, **kwargs)


class LabelledField(SelectField):
    """A list made from an enum and its labels; `data` is a member."""

    def __init__(self, label: Any, labels: Mapping[Any, Text], **kwargs: Any) -> None:  # noqa: ANN401
        self._labels = labels
        super().__init__(label, coerce=_member(labels), choices=[], **kwargs)

    def iter_choices(self) -> Any:  # noqa: ANN401  # WTForms' signature
        self.choices = [(key.value, say(text)) for key, text in self._labels.items()]
        return super().iter_choices()

    def pre_validate(self, form: object) -> None:  # noqa: ARG002  # WTForms' signature
        if self.data not in self._labels:
            raise StopValidation(say(_("Choose one of the list.")))


class LabelledRadio(LabelledField, RadioField):
    """The same as radio buttons, for short lists people must weigh."""


class ChecklistField(SelectMultipleField):
    """A list to tick in, however long; `data` is what was ticked, which the rules have to know."""

    option_widget = CheckboxInput()

    def __init__(self, label: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(label, choices=[], validate_choice=False, **kwargs)


def _member(labels: Mapping[Any, Text]) -> Any:  # noqa: ANN401
    known = {str(key): key for key in labels}

    def coerce(value: object) -> StrEnum | None:
        return known.get(str(value))

    return coerce


def _parsed(text: str, formats: Sequence[str]) -> datetime | None:
    for form in formats:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  # made aware by resolve()
        except ValueError:
            continue
    return None


def _is_repeated(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _both(local: datetime, name: str) -> tuple[tuple[int, datetime], ...]:
    """Both readings of a repeated hour, for the page that shows a choice already made."""
    aware = local.replace(tzinfo=zone(name))
    if not _is_repeated(aware):
        return ()
    return tuple((fold, aware.replace(fold=fold).astimezone(UTC)) for fold in (0, 1))
