import gzip
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from breachdesk.infra.sheets import Layout, Limits, Row, SheetError, Span, rows, split

LAYOUT = Layout("csv", encoding="utf-8", separator=";")
# Every character that means something to the reader, and little else, so that they meet often.
PIECES = st.sampled_from(['"', '""', ";", "\n", "\r", "\r\n", "a", "b;c\n", ';"', '";', "é", "\0"])


def read_all(content: bytes, spans: list[Span | None]) -> list[Row] | str:
    try:
        return [row for span in spans for row in rows(BytesIO(content), LAYOUT, span=span)]
    except SheetError as refusal:
        return str(refusal)


@given(pieces=st.lists(PIECES, max_size=400), parts=st.integers(1, 9))
@example(pieces=['a;b\n12" x;1\n' * 60, '"a\nb";2\n' * 60], parts=4)
@example(pieces=["h;i\r\n", '"a\r\n\r\n";b\r\n' * 90], parts=5)
def test_the_rows_of_the_spans_are_the_rows_of_the_file(pieces: list[str], parts: int) -> None:
    content = "".join(pieces).encode()

    spans = split(BytesIO(content), LAYOUT, parts)

    assert read_all(content, list(spans)) == read_all(content, [None])
    assert len(spans) <= parts


def test_the_spans_are_of_nearly_the_same_size_and_cover_the_file() -> None:
    content = b"nom;note\n" + b'A;"x\ny"\n' * 20_000

    spans = split(BytesIO(content), LAYOUT, 4)

    assert len(spans) == 4
    assert [span.start for span in spans[1:]] == [span.end for span in spans[:-1]]
    assert (spans[0].start, spans[-1].end) == (0, len(content))
    assert max(span.end - span.start for span in spans) < len(content) / 4 * 1.1


def test_a_span_knows_the_line_it_starts_at_and_the_width_of_the_heading() -> None:
    content = b"a;b;c\n" + b'1;2\n3;4;5;6\n"x\ny";z\n' * 200
    spans = split(BytesIO(content), LAYOUT, 3)

    first = next(rows(BytesIO(content), LAYOUT, span=spans[1]))

    assert spans[1].width == 3
    assert first.number == spans[1].line == content[: spans[1].start].count(b"\n") + 1


def test_the_byte_order_mark_is_skipped_once() -> None:
    content = b'\xef\xbb\xbf"nom";n\n' + b"A;1\n" * 500

    spans = split(BytesIO(content), LAYOUT, 3)

    assert len(spans) == 3
    assert read_all(content, list(spans)) == read_all(content, [None])


@pytest.mark.parametrize(
    "layout",
    [
        Layout("csv", encoding="utf-8", separator=";", compressed=True),
        Layout("csv", encoding="utf-16-le", separator=";"),
        Layout("xlsx", sheet="Sheet"),
    ],
)
def test_what_cannot_be_cut_is_one_span(layout: Layout) -> None:
    content = b"nom;n\n" + b"A;1\n" * 500

    assert split(BytesIO(content), layout, 3) == [Span(0, len(content))]


def test_a_file_that_may_hold_too_many_rows_is_one_span_so_that_they_are_counted() -> None:
    content = b"nom;n\n" + b"A;1\n" * 500
    limits = Limits(max_rows=499)

    (span,) = split(BytesIO(content), LAYOUT, 3, limits)

    with pytest.raises(SheetError, match="more than 499 rows"):
        list(rows(BytesIO(content), LAYOUT, limits, span))


def test_after_a_quotation_mark_that_stays_open_nothing_is_cut() -> None:
    content = b"nom;n\n" + b"A;1\n" * 200_000 + b'"B;2\n' + b"C;3\n" * 400_000

    spans = split(BytesIO(content), LAYOUT, 4)

    assert len(spans) == 2
    assert read_all(content, list(spans)) == read_all(content, [None])


def test_a_packed_file_reads_like_the_plain_one() -> None:
    content = b"nom;n\n" + b"A;1\n" * 5
    packed = Layout("csv", encoding="utf-8", separator=";", compressed=True)

    assert list(rows(BytesIO(gzip.compress(content)), packed)) == read_all(content, [None])
