"""Reports of returned mails: what is taken out of them, and what is not believed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.infra.returns import LARGEST, MOST_IDS, in_folder, in_mailbox, read
from breachdesk.kernel.errors import RuleError
from tests.builders.returns import build_report


def test_a_report_tells_its_mail_and_how_bad_it_is() -> None:
    found = read(build_report("<abc@tilleuls.example>"))

    assert found
    assert found.message_ids == ("<abc@tilleuls.example>",)
    assert (found.is_final, found.status) == (True, "5.1.1")


def test_a_delay_is_no_return() -> None:
    found = read(build_report("<abc@x.example>", action="delayed", status="4.4.1"))

    assert found
    assert not found.is_final


def test_line_ends_of_the_wire_are_read_alike() -> None:
    found = read(build_report("<abc@x.example>").replace(b"\n", b"\r\n"))

    assert found
    assert found.message_ids == ("<abc@x.example>",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"From: a@b.example\n\nI am away until Monday.\n",
        b"From: a@b.example\nMessage-ID: <abc@x.example>\n\nThank you!\n",
        build_report("no id at all"),
    ],
)
def test_what_is_no_report_is_none(content: bytes) -> None:
    assert read(content) is None


def test_only_a_part_of_a_huge_report_is_looked_at() -> None:
    report = build_report("<abc@x.example>")
    assert read(report + b"x" * 10_000_000)
    assert read(b"From: a@b.example\n\n" + b"x" * LARGEST + report) is None


def test_a_report_about_the_whole_world_names_few() -> None:
    many = "\n".join(f"Message-ID: <{at}@x.example>" for at in range(1_000))
    found = read(build_report("<first@x.example>").replace(b"--b--", many.encode() + b"\n--b--"))

    assert found
    assert len(found.message_ids) == MOST_IDS


@given(st.binary(max_size=400), st.integers(0, 600))
def test_a_broken_report_breaks_nothing(noise: bytes, at: int) -> None:
    report = build_report("<abc@x.example>")
    read(report[:at] + noise + report[at:])


def test_a_folder_is_read_without_following_links(tmp_path: Path) -> None:
    (tmp_path / "1").write_bytes(b"one")
    (tmp_path / "sub").mkdir()
    (tmp_path / "2").symlink_to("/etc/hostname")

    assert list(in_folder(tmp_path)) == [b"one"]


def test_a_mailbox_is_only_read_over_tls() -> None:
    with pytest.raises(RuleError, match="imaps"):
        list(in_mailbox("imap://user:secret@x.example/INBOX"))
