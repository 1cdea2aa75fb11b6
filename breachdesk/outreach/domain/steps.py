"""The cascade of a case as steps, each of which holds those whom the one before sent on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from breachdesk.kernel.text import Text, _
from breachdesk.letters.domain import (
    FAULT_LABELS,
    LETTER_LABELS,
    LETTER_ORDER,
    RETURN_LABELS,
    Fault,
    ReturnCode,
)
from breachdesk.letters.domain import LetterState as L
from breachdesk.outreach.domain.cascade import (
    FATE_LABELS,
    KEPT_BACK,
    MailFate,
    Place,
    Rules,
)
from breachdesk.outreach.domain.coverage import STANDING_LABELS, Standing, standing

DECEASED = _("Deceased")
NO_LETTER_YET = _("No letter yet: somebody must let these mails fall to letters")
NO_LETTER = _("The order of channels foresees no letter")
RETURNED = _("The letter came back: %(why)s")
UNMAILABLE = _("Cannot be mailed: %(why)s")
NO_MAIL = _("No letter foreseen: %(why)s")


@dataclass(frozen=True, slots=True)
class Line:
    """`goes_on` tells of those whom the next step holds."""

    label: Text
    persons: int
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Every person of the step stands on one line."""

    lines: tuple[Line, ...]

    @property
    def persons(self) -> int:
        return sum(one.persons for one in self.lines)

    @property
    def going_on(self) -> int:
        return sum(one.persons for one in self.lines if one.goes_on)


@dataclass(frozen=True, slots=True)
class Cascade:
    """Who goes on from `mail` is in `letter`, who goes on from there is in `notice`."""

    mail: Step
    letter: Step
    notice: Step


def cascade(places: Mapping[Place, int], rules: Rules) -> Cascade:
    on_paper = {place: number for place, number in places.items() if _needs_letter(place)}
    left = {
        place: number
        for place, number in on_paper.items()
        if standing(place, rules) is Standing.NOTICE
    }
    return Cascade(
        mail=_step(places, _mail_order, _mail_label, _needs_letter),
        letter=_step(
            on_paper,
            lambda place: _letter_order(place, rules),
            lambda place: _letter_label(place, rules),
            left.__contains__,
        ),
        notice=_step(left, _last_order, _last_label, lambda _place: False),
    )


def _step(
    places: Mapping[Place, int],
    order: Callable[[Place], tuple[int, str]],
    label: Callable[[Place], Text],
    goes_on: Callable[[Place], bool],
) -> Step:
    """One line for each value of `order`; all its places have one label."""
    found: dict[tuple[int, str], Line] = {}
    for place in sorted(places, key=order):
        so_far = found[order(place)].persons if order(place) in found else 0
        found[order(place)] = Line(label(place), so_far + places[place], goes_on(place))
    return Step(tuple(found.values()))


def _needs_letter(place: Place) -> bool:
    return place.way_on in KEPT_BACK


def _mail_order(place: Place) -> tuple[int, str]:
    is_out = place.way_on is MailFate.NONE and place.is_deceased
    nobody = place.way_on is MailFate.NONE and not place.is_reachable
    return list(MailFate).index(place.way_on), "deceased" if is_out else "nobody" if nobody else ""


def _mail_label(place: Place) -> Text:
    match _mail_order(place)[1]:
        case "deceased":
            return DECEASED
        case "nobody":
            return STANDING_LABELS[Standing.UNREACHABLE]
        case _other:
            return FATE_LABELS[place.way_on]


def _letter_order(place: Place, rules: Rules) -> tuple[int, str]:
    if place.letter:
        return LETTER_ORDER.index(place.letter), place.detail
    return len(LETTER_ORDER), "" if place.way_on in rules.to_letter else "never"


def _letter_label(place: Place, rules: Rules) -> Text:
    if place.letter:
        return _outcome(place.letter, place.detail)
    return NO_LETTER_YET if place.way_on in rules.to_letter else NO_LETTER


def _last_order(place: Place) -> tuple[int, str]:
    if place.letter:
        return LETTER_ORDER.index(place.letter), place.detail
    return len(LETTER_ORDER), place.way_on.value


def _last_label(place: Place) -> Text:
    if place.letter:
        return _outcome(place.letter, place.detail)
    return Text(NO_MAIL.msgid, {"why": FATE_LABELS[place.way_on]})


def _outcome(letter: L, detail: str) -> Text:
    if letter is L.RETURNED:
        return Text(RETURNED.msgid, {"why": RETURN_LABELS[ReturnCode(detail)]})
    if letter is L.UNMAILABLE:
        return Text(UNMAILABLE.msgid, {"why": FAULT_LABELS[Fault(detail)]})
    return LETTER_LABELS[letter]
