"""Archives for the print house: what others read of them, and what they do not."""

from pathlib import Path

import pytest
from pyzipper import AESZipFile

from breachdesk.infra.archive import archive_into

PASSWORD = "ABCD-2345-WXYZ"  # of this test


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "one.zip"
    with path.open("wb") as file, archive_into(file, PASSWORD) as made:
        for name, compress in (("letters.pdf", False), ("manifest.csv", True)):
            with made.file(name, compress=compress) as inside:
                for _time in range(1_000):
                    inside.write(b"Camille Exemple;")
    return path


def test_what_went_in_comes_out_with_the_password(archive: Path) -> None:
    with AESZipFile(archive) as found:
        found.setpassword(PASSWORD.encode())

        assert found.namelist() == ["letters.pdf", "manifest.csv"]
        assert all(found.read(name) == b"Camille Exemple;" * 1_000 for name in found.namelist())


def test_every_file_inside_is_under_256_bits_of_aes(archive: Path) -> None:
    with AESZipFile(archive) as found:
        kinds = {(one.wz_aes_strength, one.wz_aes_version, one.CRC) for one in found.infolist()}

    # Strength 3 is 256 bits; AE-2 leaves the checksum of the clear text out.
    assert kinds == {(3, 2, 0)}


def test_without_the_password_nothing_can_be_read(archive: Path) -> None:
    with AESZipFile(archive) as found:
        found.setpassword(b"ABCD-2345-WXYY")

        with pytest.raises(RuntimeError, match="Bad password"):
            found.read("letters.pdf")
    assert b"Camille" not in archive.read_bytes()


def test_an_altered_archive_is_noticed(archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[200] ^= 1
    archive.write_bytes(content)

    with AESZipFile(archive) as found:
        found.setpassword(PASSWORD.encode())
        with pytest.raises(Exception, match="HMAC"):
            found.read("letters.pdf")
