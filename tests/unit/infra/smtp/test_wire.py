"""EM-08: whatever a message holds, it goes over the wire as one message."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.infra.smtp.wire import LONGEST_LINE, LineTooLongError, to_wire

CONTENTS = st.lists(st.sampled_from([b"a", b".", b"\r", b"\n", b"\r\n", b"\r\n.\r\n"])).map(
    b"".join
)


def received(sent: bytes) -> bytes:
    """What a relay makes of it (RFC 5321, 4.5.2)."""
    return b"\r\n".join(line.removeprefix(b".") for line in sent.split(b"\r\n"))


@given(CONTENTS)
def test_no_line_can_be_taken_for_the_end_of_the_message(content: bytes) -> None:
    sent = to_wire(content)

    assert b"\r\n.\r\n" not in b"\r\n" + sent
    assert sent.endswith(b"\r\n")
    assert re.search(rb"\r(?!\n)|(?<!\r)\n", sent) is None


@given(CONTENTS)
def test_the_lines_arrive_as_they_were(content: bytes) -> None:
    lines = re.split(rb"\r\n|\r|\n", content)
    ended = lines if lines[-1] == b"" else [*lines, b""]

    assert received(to_wire(content)).split(b"\r\n") == (ended if content else [b"", b""])


@given(CONTENTS)
def test_content_that_is_right_already_is_only_stuffed(content: bytes) -> None:
    once = received(to_wire(content))

    assert received(to_wire(once)) == once


def test_a_line_of_998_octets_goes_and_one_of_999_does_not() -> None:
    assert to_wire(b"x" * LONGEST_LINE) == b"x" * 998 + b"\r\n"
    with pytest.raises(LineTooLongError):
        to_wire(b"a\r\n" + b"x" * 999 + b"\r\n")


def test_the_dot_that_is_added_does_not_count() -> None:
    assert to_wire(b"." * 998) == b"." * 999 + b"\r\n"
