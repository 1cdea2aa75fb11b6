"""How the answers of relays are read."""

import pytest

from breachdesk.infra.smtp.outcomes import Deferred, Refused, read, refusal


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((550, b"no"), Refused),
        ((599, b""), Refused),
        ((451, b"later"), Deferred),
        ((421, b"closing"), Deferred),
        ((-1, b"makes no sense"), Deferred),
        ((600, b"neither"), Deferred),
    ],
)
def test_only_5xx_is_for_good(answer: tuple[int, bytes], kind: type) -> None:
    assert isinstance(refusal(answer), kind)


def test_the_reason_holds_the_answer() -> None:
    found = refusal((550, b"5.1.1 unknown"))

    assert found.reply == "550 5.1.1 unknown"
    assert str(found.reason) == "The mail relay refused: 550 5.1.1 unknown"


def test_an_answer_is_stored_as_one_printable_line_of_bounded_length() -> None:
    """PostgreSQL takes no NUL; a page takes no escape sequences."""
    assert read((250, b"a\nb\0c\x1b[31m\xff")) == "250 a b c [31m\ufffd"
    assert len(read((250, b"x" * 10_000))) == 500
