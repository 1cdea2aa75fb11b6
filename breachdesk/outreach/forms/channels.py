"""The form of the order of channels."""

from typing import cast

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.outreach.domain.cascade import (
    FALLABLE,
    FATE_LABELS,
    FIRST_LABELS,
    First,
    MailFate,
    Rules,
)
from breachdesk.web.fields import LabelledRadio


class ChannelsForm(VersionedForm):
    """A box for each outcome of a mail that may fall to a letter is named fall-outcome."""

    first = LabelledRadio(_l("First channel"), FIRST_LABELS)
    notice = BooleanField(
        _l(
            "Count those whom no letter can reach either, or whose letter came back, for the notice"
        ),
        description=_l(
            "Otherwise they stay on the lists until somebody finds a way to reach them."
        ),
    )

    def __init__(self, rules: Rules) -> None:
        boxes = {_name(one): one in rules.falls for one in FALLABLE}
        super().__init__(data={"first": rules.first, "notice": rules.notice, **boxes})

    @property
    def boxes(self) -> list[BooleanField]:
        return [self[_name(one)] for one in FALLABLE]

    def to_rules(self) -> Rules:
        falls = frozenset(one for one in FALLABLE if self[_name(one)].data)
        return Rules(cast(First, self.first.data), falls, bool(self.notice.data))


def _name(fate: MailFate) -> str:
    return f"fall-{fate.value}"


for _fate in FALLABLE:
    setattr(ChannelsForm, _name(_fate), BooleanField(_l(FATE_LABELS[_fate].msgid)))
