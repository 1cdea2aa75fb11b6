"""The form of one section of the CNIL's form."""

from collections.abc import Mapping
from datetime import date

from breachdesk.facts.domain.fields import Section, Source
from breachdesk.facts.domain.versions import FactVersion, NewFact
from breachdesk.facts.forms.inputs import FactInput
from breachdesk.kernel.text import Text
from breachdesk.web.forms import Form
from breachdesk.web.language import current


def name_of(key: str) -> str:
    """The input's name: keys have dots, which the addresses inside a page do not like."""
    return key.replace(".", "--")


class SectionForm(Form):
    """Its fields are added by section_form(); rules name facts, so they are found by key."""

    @property
    def questions(self) -> tuple[FactInput, ...]:
        return tuple(field for field in self if isinstance(field, FactInput))

    def entries(self) -> tuple[NewFact, ...]:
        found = (question.entry() for question in self.questions)
        return tuple(entry for entry in found if entry is not None)

    def refuse(self, text: Text, field: str | None = None) -> None:
        super().refuse(text, name_of(field) if field else None)

    def take_base_versions(self, stored: Mapping[str, FactVersion]) -> None:
        """After a conflict: sending the form once more is then a decision to replace."""
        for question in self.questions:
            version = stored.get(question.question.key)
            question.base = version.version if version else 0


def section_form(section: Section, stored: Mapping[str, FactVersion], on: date) -> SectionForm:
    """The form of the section, filled with what is stored or with what was sent."""
    language = current()
    inputs = {
        name_of(field.key): FactInput(
            field.label_at(on).in_(language), field, stored.get(field.key)
        )
        for field in section.fields
        if field.source is Source.FACT
    }
    form: SectionForm = type("OneSectionForm", (SectionForm,), inputs)()
    return form
