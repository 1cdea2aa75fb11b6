"""One question of the form as a WTForms field made of several inputs."""

from typing import Any

from wtforms import Field as FormField
from wtforms.validators import StopValidation

from breachdesk.facts.domain.fields import Field, Kind
from breachdesk.facts.domain.values import UNKNOWN, Answer, Instant
from breachdesk.facts.domain.versions import Confidence, FactVersion, NewFact
from breachdesk.facts.forms.raw import Raw, first, read, read_instant, show, show_instant, ticked
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.typed import number
from breachdesk.web.context import visitor
from breachdesk.web.language import say

SPARE_BODIES = 2


class FactInput(FormField):
    """`raw` is what the inputs hold, whatever they hold: refused input is shown again as typed."""

    widget = None  # type: ignore[assignment]  # a template macro draws the inputs

    def __init__(
        self,
        label: Any,  # noqa: ANN401  # WTForms' signature
        question: Field,
        stored: FactVersion | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(label, **kwargs)
        self.question = question
        self.stored = stored
        self.raw: Raw = {}
        self.value: Answer | None = None
        self.base = 0
        self.as_of: Instant | None = None
        self.problem: Text | None = None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:  # noqa: ANN401, ARG002
        self.process_errors = []
        prefix = f"{self.name}-"
        if formdata and f"{prefix}base" in formdata:
            self.raw = {
                name.removeprefix(prefix): formdata.getlist(name)
                for name in formdata
                if name.startswith(prefix)
            }
            self._read()
        else:
            self._show(self.stored)

    def _show(self, stored: FactVersion | None) -> None:
        zone_name = _own_zone()
        self.raw = show(stored.value if stored else None, zone_name)
        if stored is None:
            self.raw["zone"] = [zone_name]
            return
        self.base = stored.version
        self.raw["source"] = [stored.source]
        self.raw["confidence"] = [stored.confidence or ""]
        if stored.as_of:
            told = show_instant(stored.as_of, zone_name)
            self.raw.update({f"as_of_{part}": value for part, value in told.items()})

    def _read(self) -> None:
        self.base = number(first(self.raw, "base")) or 0
        try:
            self.value = self._answer()
            self.as_of = read_instant(self.raw, "as_of_", _own_zone())
        except RuleError as error:
            self.problem = error.text

    def _answer(self) -> Answer | None:
        """What is meant by inputs and tick together; only the newer of the two is, if it is clear.

        A tick that was there before gives way to an answer, and an answer that was there before
        to a tick. An answer that was emptied is refused: leaving it alone would keep it unseen.
        """
        before = self.stored.value if self.stored else None
        typed = read(self.question, self.raw)
        if not ticked(self.raw, "unknown"):
            if typed is None and self.base:
                raise RuleError(_("Write the answer, or say that it is not known yet."))
            return typed
        if typed is None or typed == before:
            return UNKNOWN
        if before != UNKNOWN:
            raise RuleError(_("There is an answer, and “not known yet” is ticked: keep one."))
        return typed

    def pre_validate(self, form: object) -> None:  # noqa: ARG002  # WTForms' signature
        if self.problem is not None:
            raise StopValidation(say(self.problem))

    def entry(self) -> NewFact | None:
        """What to record; None when the question was left alone."""
        if self.value is None:
            return None
        told = first(self.raw, "confidence")
        return NewFact(
            key=self.question.key,
            value=self.value,
            as_of=self.as_of.at if self.as_of else None,
            source=first(self.raw, "source"),
            confidence=Confidence(told) if told in set(Confidence) else None,
            base_version=self.base,
        )

    def typed(self, part: str) -> str:
        """For the template: what stands in one input."""
        return next(iter(self.raw.get(part, [])), "")

    def holds(self, part: str, option: str) -> bool:
        """For the template: whether an option is ticked."""
        return option in self.raw.get(part, [])

    @property
    def rows(self) -> range:
        """For the template: the rows of bodies, with some empty ones to fill."""
        return range(len(self.raw.get("name", [])) + SPARE_BODIES)

    def cell(self, part: str, row: int) -> str:
        column = self.raw.get(part, [])
        return column[row] if row < len(column) else ""

    @property
    def wants_source(self) -> bool:
        """Figures are worth what their source is worth."""
        return self.question.kind is Kind.FIGURE


def _own_zone() -> str:
    """The reader's zone: an as-of time is typed and shown in it, without a choice of zones."""
    person = visitor()
    return person.zone if person else "Europe/Paris"
