"""Whom a campaign is for, in sentences: what is stored is words of our own."""

from collections.abc import Mapping, Sequence

from breachdesk.kernel.text import Text, _
from breachdesk.outreach.domain.campaign import Audience

MOST_NAMED = 5

SEGMENT_LABELS: Mapping[str, Text] = {
    "": _("Everybody"),
    "adult": _("Adults"),
    "minor": _("Minors, through who acts for them"),
    "protected": _("Protected adults, through who acts for them"),
}
LANGUAGE_LABELS: Mapping[str, Text] = {
    "fr": _("Only those who read French"),
    "en": _("Only those who read English"),
}
REACH_LABELS: Mapping[str, Text] = {
    "email": _("Only those with an e-mail address"),
    "letter": _("Only those with a postal address"),
}


def told(audience: Audience, controllers: Sequence[str] = ()) -> tuple[Text, ...]:
    """Who is in and who is left out; `controllers` are called as the reader knows them."""
    people = audience.people
    said = [SEGMENT_LABELS[people.segment]]
    if people.language:
        said.append(LANGUAGE_LABELS[people.language])
    if people.reachable_by:
        said.append(REACH_LABELS[people.reachable_by])
    if people.controller_ids is not None:
        said.append(_of(controllers))
    if people.only_mandated:
        said.append(_("Only those whom one of their controllers lets inform"))
    if people.exclude_deceased:
        said.append(_("Left out: the deceased"))
    if audience.not_yet_informed:
        said.append(_("Left out: who was already informed"))
    return tuple(said)


def _of(controllers: Sequence[str]) -> Text:
    named = ", ".join(controllers[:MOST_NAMED])
    if len(controllers) > MOST_NAMED:
        return _(
            "Only those of %(count)s controllers: %(names)s and others",
            count=len(controllers),
            names=named,
        )
    return _("Only those of: %(names)s", names=named)
