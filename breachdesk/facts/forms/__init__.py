"""What people fill in about a case: one form a section, made from the catalogue."""

from breachdesk.facts.forms.section import SectionForm, section_form

__all__ = ["SectionForm", "section_form"]
