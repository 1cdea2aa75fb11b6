"""The form of a mail as it would leave."""

from dataclasses import dataclass

from breachdesk.kernel.text import Text, _
from breachdesk.outreach.domain.preflight.domains import domain_of
from breachdesk.outreach.domain.preflight.finding import Finding, Level, Topic

LARGEST = 100_000
"""Octets: above about 102 KB Gmail cuts a mail off, and filters grow suspicious."""
LANGUAGES = {"fr": "français", "en": "English"}


@dataclass(frozen=True, slots=True)
class Built:
    """One language's mail, read back from its bytes. List-Unsubscribe is for marketing only."""

    language: str
    reply_to: str
    message_id: str
    size: int
    has_plain: bool
    has_attachment: bool


def unready(language: str) -> Finding:
    what = _("The text (%(language)s) is not complete.", language=LANGUAGES[language])
    return _stop("unready", what, _("Complete it, then look again."))


def check(built: Built, sender: str) -> list[Finding]:
    words = {"language": LANGUAGES[built.language]}
    problems = []
    if not built.has_plain:
        what = _("The mail (%(language)s) has no part in plain text.", **words)
        problems.append(_stop("no-plain", what, _("Write a text that can be read without HTML.")))
    if built.has_attachment:
        what = _("The mail (%(language)s) has an attachment.", **words)
        problems.append(_warn("attachment", what, _("Publish the document, and name its page.")))
    if built.size > LARGEST:
        what = _("The mail (%(language)s) has %(size)s KB.", size=built.size // 1000, **words)
        problems.append(_warn("large", what, _("Shorten the text to below 100 KB.")))
    if domain_of(built.message_id.strip("<>")) != domain_of(sender):
        what = _("The Message-ID of the mail (%(language)s) is not under your domain.", **words)
        problems.append(_warn("message-id", what, _("Set BREACHDESK_MAIL_FROM.")))
    fine = _("The mail (%(language)s) has a part in plain text and nothing attached.", **words)
    return problems or [Finding("message", Level.FINE, Topic.MESSAGE, fine)]


def _stop(code: str, what: Text, do: Text) -> Finding:
    return Finding(f"message-{code}", Level.BLOCKING, Topic.MESSAGE, what, do)


def _warn(code: str, what: Text, do: Text) -> Finding:
    return Finding(f"message-{code}", Level.WARNING, Topic.MESSAGE, what, do)
