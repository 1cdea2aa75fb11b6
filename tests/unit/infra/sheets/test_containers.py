"""Files that are not what they seem, or more than they seem."""

import gzip
import stat
import struct
import zipfile
from io import BytesIO

import pytest

from breachdesk.infra.sheets import Limits, SheetError
from tests.unit.infra.sheets.files import cells, layout_of, ods_of, read, with_members, xlsx_of

TABLE = b"nom;ville\nMartin;Lyon\n"


def with_entry(**changes: object) -> bytes:
    """A good workbook with one member more, whose directory entry is changed."""
    file = BytesIO(xlsx_of(["nom"], ["A"]))
    entry = zipfile.ZipInfo("extra.bin")
    for key, value in changes.items():
        setattr(entry, key, value)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(entry, b"x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsx", TABLE, "not what its name says"),
        ("a.ods", xlsx_of(["a"]), "not what its name says"),
        ("a.xlsx", ods_of(["a"]), "not what its name says"),
        ("a.csv", xlsx_of(["a"]), "not what its name says"),
        ("a.csv", gzip.compress(TABLE, mtime=0), "not what its name says"),
        ("a.csv.gz", TABLE, "not what its name says"),
        ("a.csv", b"%PDF-1.7\n1 0 obj", "not what its name says"),
        ("a.csv", b"\x89PNG\r\n\x1a\n;;;", "not what its name says"),
        ("a.csv", b"  <!DOCTYPE html><p>a;b", "not what its name says"),
        ("a.csv", b"\xef\xbb\xbf<html>", "not what its name says"),
        ("a.csv", bytes(range(1, 32)) * 50, "damaged"),
        ("a.xls", TABLE, "old Excel"),
        ("a.xlsb", TABLE, "old Excel"),
        ("a.xlsm", xlsx_of(["a"]), "holds macros"),
        ("a.pdf", TABLE, "Save the table as CSV, XLSX or ODS"),
        ("a.zip", xlsx_of(["a"]), "Save the table as CSV, XLSX or ODS"),
        ("csv", TABLE, "Save the table as CSV, XLSX or ODS"),
        ("a.csv.", TABLE, "Save the table as CSV, XLSX or ODS"),
        ("a.csv.exe", TABLE, "Save the table as CSV, XLSX or ODS"),
        ("a.csv\u202excod", TABLE, "Save the table as CSV, XLSX or ODS"),
    ],
)
def test_up_02_name_and_content_must_agree(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(SheetError, match=reason):
        layout_of(content, name)


@pytest.mark.parametrize("name", ["a.csv", "A.CSV", "a.txt", "a.tsv", "../../é.csv", "CON.csv"])
def test_up_02_a_table_is_read_under_any_name_that_ends_well(name: str) -> None:
    assert cells(TABLE, name)[1] == ["Martin", "Lyon"]


@pytest.mark.parametrize(
    "content",
    [
        b"nom;ville\n%PDF-1.4\n<script>;x\n",
        b"GIF89a=1;alert(1)\n",
        b"<?xml version='1.0'?><svg onload='x'/>;y\n",
    ],
)
def test_up_03_a_table_that_is_something_else_too_is_refused(content: bytes) -> None:
    with pytest.raises(SheetError, match="not what its name says"):
        layout_of(content)


def test_up_04_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(SheetError, match="larger than 1 MB"):
        layout_of(b"a;b\n" * 300_000, limits=Limits(max_bytes=1_000_000))


def test_up_06_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_members(xlsx_of(["nom"]), {"xl/worksheets/sheet1.xml": bytes(300_000_000)})

    assert len(bomb) < 400_000
    with pytest.raises(SheetError, match="unpacks to far more"):
        layout_of(bomb, "a.xlsx")


def test_up_06_the_whole_is_limited_however_well_it_packs() -> None:
    with pytest.raises(SheetError, match="unpacks to far more"):
        read(xlsx_of(["nom"] * 9), "a.xlsx", Limits(max_expanded=1_000))


def test_up_06_too_many_members_are_refused() -> None:
    many = with_members(xlsx_of(["nom"]), {f"{n}.xml": "" for n in range(100)})

    with pytest.raises(SheetError, match="not built as a spreadsheet program builds it"):
        layout_of(many, "a.xlsx", Limits(max_members=100))


def test_up_06_a_directory_too_large_to_list_is_refused_unread() -> None:
    content = bytearray(xlsx_of(["nom"]))
    struct.pack_into("<L", content, content.rfind(b"PK\5\6") + 12, 50_000_000)

    with pytest.raises(SheetError, match="not built as a spreadsheet program builds it"):
        layout_of(bytes(content), "a.xlsx")


def test_up_06_a_size_that_lies_is_damage() -> None:
    content = bytearray(xlsx_of(["nom"], ["A"] * 100))
    at = content.rfind(b"PK\1\2")  # the last entry of the directory
    name_at = content.rfind(b"xl/worksheets/sheet1.xml")
    at = content.rfind(b"PK\1\2", 0, name_at)
    struct.pack_into("<L", content, at + 24, 60)  # uncompressed size: 60 bytes are then read

    with pytest.raises(SheetError, match="damaged"):
        read(bytes(content), "a.xlsx")


def test_up_06_a_gzip_bomb_is_stopped_while_it_unpacks() -> None:
    bomb = gzip.compress(b"a;b\n" * 50_000_000)

    assert len(bomb) < 300_000
    with pytest.raises(SheetError, match="unpacks to far more"):
        layout_of(bomb, "a.csv.gz")


def test_a_gzip_file_is_read() -> None:
    assert cells(gzip.compress(TABLE), "a.csv.gz")[1] == ["Martin", "Lyon"]


def test_up_07_an_archive_inside_is_never_opened() -> None:
    inner = with_members(xlsx_of(["nom"]), {"deep.bin": bytes(5_000_000)})
    nested = with_members(xlsx_of(["nom"], ["A"]), {"xl/embeddings/inner.xlsx": inner})

    assert cells(nested, "a.xlsx") == [["nom"], ["A"]]


@pytest.mark.parametrize(
    "filename",
    ["../x", "xl/../../x", "/etc/passwd", "..\\x", "C:x", "a\\b", "xl/..", "\\\\server\\share"],
)
def test_up_08_a_member_that_leaves_the_workbook_is_refused(filename: str) -> None:
    with pytest.raises(SheetError, match="not built as a spreadsheet program builds it"):
        layout_of(with_entry(filename=filename), "a.xlsx")


def test_up_08_a_link_is_refused() -> None:
    with pytest.raises(SheetError, match="not built as a spreadsheet program builds it"):
        layout_of(with_entry(external_attr=(stat.S_IFLNK | 0o777) << 16), "a.xlsx")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml"])
def test_up_09_a_name_twice_is_refused(name: str) -> None:
    with pytest.raises(SheetError, match="not built as a spreadsheet program builds it"):
        layout_of(with_entry(filename=name), "a.xlsx")


def test_up_13_an_encrypted_member_is_told_apart() -> None:
    content = bytearray(xlsx_of(["nom"]))
    at = content.find(b"PK\1\2")
    content[at + 8] |= 1

    with pytest.raises(SheetError, match="protected by a password"):
        layout_of(bytes(content), "a.xlsx")


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls"])
def test_up_13_an_encrypted_xlsx_is_told_from_an_old_workbook(name: str) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    encrypted = old + bytes(1_048_000) + "EncryptedPackage".encode("utf-16-le") + bytes(64)

    with pytest.raises(SheetError, match="protected by a password"):
        layout_of(encrypted, name)
    with pytest.raises(SheetError, match="old Excel"):
        layout_of(old, name)


@pytest.mark.parametrize("tenth", range(1, 10))
@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.csv.gz"])
def test_up_15_a_file_cut_short_is_refused(name: str, tenth: int) -> None:
    whole = {
        "a.xlsx": xlsx_of(["nom"], ["A"]),
        "a.ods": ods_of(["nom"], ["A"]),
        "a.csv.gz": gzip.compress(TABLE * 10),
    }[name]

    with pytest.raises(SheetError):
        read(whole[: len(whole) * tenth // 10], name)


def test_a_zip_with_64_bit_records_is_read() -> None:
    """Libraries that stream very large sheets write them always."""
    content = xlsx_of(["nom"], ["A"])
    end = content.rfind(b"PK\5\6")
    count, size, start = struct.unpack_from("<HLL", content, end + 10)
    record = struct.pack("<4sQHHLLQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)

    assert cells(content[:end] + record + locator + content[end:], "a.xlsx") == [["nom"], ["A"]]
