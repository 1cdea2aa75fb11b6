"""What all letters of one segment and language share, laid out once by WeasyPrint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from breachdesk.infra.i18n import translator
from breachdesk.infra.letterpress import words
from breachdesk.infra.letterpress.slots import SALUTATION, Slot, element
from breachdesk.infra.pdf import Box, Typeset, typeset
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _

MOST_PAGES = 4
"""Two sheets printed on both sides: more weighs more than the first step of the postage."""

MOST_SENDER_LINES = 8


@dataclass(frozen=True, slots=True)
class Body:
    """The shared pages as a PDF, and where on the first one the slots lie.

    Bodies with the same `identifier` are the same.
    """

    identifier: str
    pdf: bytes
    language: str
    title: str
    pages: int
    slots: Mapping[Slot, Box]


def lay_out(html: str, language: str, title: str, sender: Sequence[str]) -> Body:
    """Lay out the pages of a letter around the personal part.

    `html` holds date, object and text, and SALUTATION once, where the salutation is stamped.
    Raises RuleError when the text is longer than four pages or the sender than eight lines.
    """
    if html.count("<article") != 1 or SALUTATION not in html:
        raise ValueError("a letter's HTML holds SALUTATION once, and no other article")
    if len(sender) > MOST_SENDER_LINES:
        raise RuleError(_("The sender has more than eight lines."), field="sender")
    source = document(html, language, title, sender)
    laid = typeset(source, "letter")
    if laid.pages > MOST_PAGES:
        raise RuleError(
            _("The letter has %(pages)s pages; four are the limit.", pages=laid.pages), field="text"
        )
    identifier = sha256(source.encode()).hexdigest()
    return Body(identifier, laid.pdf(identifier), language, title, laid.pages, _slots(laid))


def document(html: str, language: str, title: str, sender: Sequence[str]) -> str:
    """The whole document, its slots empty."""
    say = translator(language)
    lines = "".join(f"<p>{escape(line)}</p>" for line in sender)
    return f"""<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{escape(title)}</title></head>
<body>
<div class="sender">{lines}</div>
{element(Slot.DUPLICATE)}
{element(Slot.ADDRESS)}
<div class="check">
{element(Slot.QR)}
<p class="words">{escape(say(words.CHECK))}</p>
<p class="code">{escape(say(words.CODE))}</p>
{element(Slot.CODE)}
<p class="reference">{escape(say(words.REFERENCE))}</p>
{element(Slot.REFERENCE)}
</div>
<div class="fold upper"></div>
<div class="fold lower"></div>
{html}
</body>
</html>"""


def _slots(laid: Typeset) -> dict[Slot, Box]:
    boxes = laid.boxes(0)
    try:
        return {slot: boxes[f"slot-{slot}"] for slot in Slot}
    except KeyError as error:
        raise RuleError(
            _("What stands before the salutation fills more than the first page."), field="text"
        ) from error
