"""The content of a message as it goes over the wire (RFC 5321, 4.5.2 and 4.5.3)."""

import re

LONGEST_LINE = 998
_LINE_END = re.compile(rb"\r\n|\r|\n")


class LineTooLongError(ValueError):
    """Relays may cut or refuse lines of more than 998 octets."""


class WireBytes(bytes):
    """Content that was made in the form `to_wire` gives, so that it need not be looked through."""


def to_wire(content: bytes) -> bytes:
    """CRLF alone ends a line, a dot at its start is doubled, the last line is ended.

    A bare CR or LF must not leave: some relays take "LF . LF" for the end of the message and
    what follows for commands (SMTP smuggling, CVE-2023-51764).
    """
    if isinstance(content, WireBytes):
        return content
    if not content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n"):
        content = _LINE_END.sub(b"\r\n", content)
    if not content.endswith(b"\r\n"):
        content += b"\r\n"
    if _has_long_line(content):
        raise LineTooLongError("a line is too long for the wire")
    if content.startswith(b"."):
        content = b"." + content
    return content.replace(b"\n.", b"\n..")


def _has_long_line(content: bytes) -> bool:
    """By leaps from one line end to the last one that must follow: splitting costs more."""
    start, reach = 0, LONGEST_LINE + len(b"\r\n")
    while len(content) - start > reach:
        start = content.rfind(b"\n", start, start + reach) + 1
        if not start:
            return True
    return False
