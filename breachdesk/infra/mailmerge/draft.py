"""What a message of a mailing says, and the message made of it."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP


@dataclass(frozen=True, slots=True)
class Draft:
    """Any of it may hold markers: see Pattern."""

    sender: str
    reply_to: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    message_id: str
    date: str


def marker(name: str) -> str:
    """What stands in a draft for the value of that name."""
    return "{{" + name + "}}"


def compose(draft: Draft) -> EmailMessage:
    """Text and HTML, marked as automatic (RFC 3834)."""
    message = EmailMessage(policy=SMTP)
    message["From"] = draft.sender
    if draft.reply_to:
        message["Reply-To"] = draft.reply_to
    message["To"] = draft.to
    message["Subject"] = draft.subject
    message["Date"] = draft.date
    message["Message-ID"] = draft.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = draft.language
    message.set_content(draft.text)
    message.add_alternative(draft.html, subtype="html")
    return message
