import hashlib
import zlib
from io import BytesIO

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.infra.letterpress.writer import Run, Writer, text_string

SMALL = st.binary(max_size=2_000)


def catalogue(writer: Writer, *kids: int) -> int:
    pages, page, root = writer.reserve(), writer.reserve(), writer.reserve()
    references = b" ".join(b"%d 0 R" % kid for kid in kids)
    writer.pack((pages, b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page))
    writer.pack((page, b"<</Type/Page/MediaBox[0 0 9 9]/Resources<<>>/Parent %d 0 R>>" % pages))
    writer.pack((root, b"<</Type/Catalog/Pages %d 0 R/Kept[%b]>>" % (pages, references)))
    return root


@given(SMALL, SMALL, st.binary(max_size=9_000))
def test_every_stream_is_read_back_as_it_was_written(
    data: bytes, noise: bytes, large: bytes
) -> None:
    file = BytesIO()
    writer = Writer(file)
    half, whole, ready = writer.reserve(), writer.reserve(), writer.reserve()
    writer.half_stream(half, data, noise)
    writer.stream(whole, large)
    writer.ready_stream(ready, zlib.compress(data), b"/Filter/FlateDecode")
    writer.finish(catalogue(writer, half, whole, ready))

    with pikepdf.open(BytesIO(file.getvalue())) as pdf:
        read = [kid.read_bytes() for kid in pdf.Root.Kept]
        assert read == [data + noise, large, data]
        assert pdf.check_pdf_syntax() == []


def test_the_digest_and_the_size_are_those_of_the_file() -> None:
    file = BytesIO()
    writer = Writer(file)
    writer.finish(catalogue(writer))

    assert writer.size == len(file.getvalue())
    assert writer.sha256 == hashlib.sha256(file.getvalue()).hexdigest()


def test_runs_of_objects_keep_their_numbers() -> None:
    file = BytesIO()
    writer = Writer(file)
    first, other = writer.reserve(3), writer.reserve()
    writer.pack_runs([Run(other, b"(last)", (6,)), Run(first, b"(a)\n(bc)\n(d)", (3, 4, 3))])
    writer.finish(catalogue(writer, first, first + 1, first + 2, other))

    with pikepdf.open(BytesIO(file.getvalue())) as pdf:
        assert [str(kid) for kid in pdf.Root.Kept] == ["a", "bc", "d", "last"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_outside_of_pages_is_read_back(text: str) -> None:
    assert str(pikepdf.Object.parse(text_string(text))) == text
