"""Whatever the bytes: rows or a SheetError, never another error, never a hang."""

import gzip
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from breachdesk.infra.sheets import SheetError
from tests.unit.infra.sheets.files import ods_of, read, with_members, xlsx_of

pytestmark = pytest.mark.fuzz

NAMES = st.sampled_from(["a.csv", "a.txt", "a.csv.gz", "a.xlsx", "a.ods", "a.xls", "a"])
STARTS = st.sampled_from([b"", b"PK\3\4", b"\x1f\x8b\x08", b"\xef\xbb\xbf", b"\xff\xfe", b"a;b\n"])
LONG = settings(max_examples=3_000, deadline=2_000, suppress_health_check=[HealthCheck.too_slow])
GOOD = {
    "a.xlsx": xlsx_of(["nom", "n"], ["Noël", 12], [None, True]),
    "a.ods": ods_of(["nom", "n"], ["Noël", "12"]),
    "a.csv.gz": gzip.compress("nom;n\nNoël;12\n".encode() * 20),
    "a.csv": 'nom;n\n"Noël ";12\n'.encode("cp1252") * 20,
}
PARTS = {
    "a.xlsx": ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"],
    "a.ods": ["content.xml", "mimetype"],
}
PIECES = st.sampled_from(
    ["", "<", ">", "/", '"', "=", "0", "-1", "9" * 30, "1E+99", "nan", "s", "é", "&#0;", "&x;", "A"]
)
CHANGES = st.lists(st.tuples(st.integers(0), PIECES, st.integers(0, 3)), min_size=1, max_size=3)


def must_end_well(content: bytes, name: str) -> None:
    try:
        read(content, name)
    except SheetError as refusal:
        assert str(refusal)  # noqa: PT017


@LONG
@given(start=STARTS, rest=st.binary(max_size=2_000), name=NAMES)
def test_random_bytes(start: bytes, rest: bytes, name: str) -> None:
    must_end_well(start + rest, name)


@LONG
@given(
    name=st.sampled_from(sorted(GOOD)),
    changes=st.lists(st.tuples(st.integers(0), st.binary(max_size=4)), min_size=1, max_size=6),
)
def test_good_files_with_bytes_changed(name: str, changes: list[tuple[int, bytes]]) -> None:
    content = bytearray(GOOD[name])
    for at, new in changes:
        place = at % len(content)
        content[place : place + len(new)] = new

    must_end_well(bytes(content), name)


@LONG
@given(name=st.sampled_from(sorted(PARTS)), pick=st.integers(0, 3), changes=CHANGES)
def test_good_workbooks_with_their_xml_changed(
    name: str, pick: int, changes: list[tuple[int, str, int]]
) -> None:
    part = PARTS[name][pick % len(PARTS[name])]
    with zipfile.ZipFile(BytesIO(GOOD[name])) as archive:
        xml = archive.read(part).decode()
    for at, piece, over in changes:
        place = at % len(xml)
        xml = xml[:place] + piece + xml[place + over :]

    must_end_well(with_members(GOOD[name], {part: xml}), name)
