"""Sealed files read as they were written, from anywhere in them, or not at all."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachdesk.infra.sealed_files import OVERHEAD, SealedFiles
from breachdesk.infra.vault import KEY_BYTES, DataKey, SealBrokenError
from breachdesk.kernel.errors import NotFoundError, RuleError

KEY = DataKey("case", b"k" * KEY_BYTES)
PIECE = 64
"""Instead of a megabyte: so that short contents have many pieces."""
SEALED_PIECE = PIECE + OVERHEAD
LENGTHS = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE - 1, 3 * PIECE]


class Breaking(io.BytesIO):
    """A connection that is lost once everything else was read."""

    def read(self, size: int | None = -1, /) -> bytes:
        if found := super().read(size):
            return found
        raise OSError("cable pulled")


@pytest.fixture
def sealed(tmp_path: Path) -> SealedFiles:
    return SealedFiles(tmp_path / "sealed", PIECE)


def content_of(length: int) -> bytes:
    return bytes(at % 251 for at in range(length))


def put(sealed: SealedFiles, content: bytes, file_id: str = "file") -> Path:
    sealed.put(KEY, file_id, io.BytesIO(content), limit=10**9)
    return sealed.folder / "case" / file_id


def read(sealed: SealedFiles, file_id: str = "file", key: DataKey = KEY) -> bytes:
    with sealed.open(key, file_id) as file:
        return file.read()


class TestReading:
    @pytest.mark.parametrize("length", LENGTHS)
    def test_what_was_put_is_read(self, sealed: SealedFiles, length: int) -> None:
        put(sealed, content_of(length))
        assert read(sealed) == content_of(length)

    @settings(max_examples=60)
    @given(
        length=st.sampled_from(LENGTHS),
        steps=st.lists(st.tuples(st.integers(0, 3 * PIECE + 5), st.integers(0, 2 * PIECE))),
    )
    def test_reading_from_anywhere_is_reading_the_content(
        self, tmp_path_factory: pytest.TempPathFactory, length: int, steps: list[tuple[int, int]]
    ) -> None:
        files = SealedFiles(tmp_path_factory.mktemp("any"), PIECE)
        put(files, content_of(length))
        plain = io.BytesIO(content_of(length))
        with files.open(KEY, "file") as file:
            for at, size in steps:
                assert file.seek(at) == plain.seek(at)
                assert file.read(size) == plain.read(size)
            assert file.seek(0, io.SEEK_END) == length
            assert file.seek(-min(3, length), io.SEEK_CUR) == length - min(3, length)
            assert file.read() == content_of(length)[max(0, length - 3) :]

    def test_the_file_holds_nothing_in_clear(self, sealed: SealedFiles) -> None:
        path = put(sealed, b"Pharmacie des Tilleuls " * 20)
        assert b"Tilleuls" not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


class TestTampering:
    @pytest.mark.parametrize("length", LENGTHS)
    def test_a_file_cut_anywhere_is_refused(self, sealed: SealedFiles, length: int) -> None:
        path = put(sealed, content_of(length))
        whole = path.read_bytes()
        for left in range(len(whole)):
            path.write_bytes(whole[:left])
            with pytest.raises(SealBrokenError):
                read(sealed)

    @pytest.mark.parametrize("more", [1, OVERHEAD, SEALED_PIECE, 2 * SEALED_PIECE])
    def test_a_file_with_bytes_added_is_refused(self, sealed: SealedFiles, more: int) -> None:
        path = put(sealed, content_of(2 * PIECE + 7))
        path.write_bytes(path.read_bytes() + b"\1" * more)
        with pytest.raises(SealBrokenError):
            read(sealed)

    @pytest.mark.parametrize(("first", "second"), [(0, 1), (0, 2), (1, 2)])
    def test_pieces_that_changed_places_are_refused(
        self, sealed: SealedFiles, first: int, second: int
    ) -> None:
        path = put(sealed, content_of(3 * PIECE))
        whole = path.read_bytes()
        pieces = [whole[at : at + SEALED_PIECE] for at in range(0, len(whole), SEALED_PIECE)]
        pieces[first], pieces[second] = pieces[second], pieces[first]
        path.write_bytes(b"".join(pieces))
        with pytest.raises(SealBrokenError):
            read(sealed)

    def test_a_piece_of_another_file_is_refused(self, sealed: SealedFiles) -> None:
        mine, other = put(sealed, content_of(200)), put(sealed, content_of(200), "other")
        mine.write_bytes(other.read_bytes()[:SEALED_PIECE] + mine.read_bytes()[SEALED_PIECE:])
        with pytest.raises(SealBrokenError):
            read(sealed)

    def test_an_empty_file_put_in_place_of_another_is_refused(self, sealed: SealedFiles) -> None:
        mine, other = put(sealed, content_of(200)), put(sealed, b"", "other")
        mine.write_bytes(other.read_bytes())
        with pytest.raises(SealBrokenError):
            read(sealed)

    def test_the_key_of_another_incident_opens_nothing(self, sealed: SealedFiles) -> None:
        path = put(sealed, content_of(10))
        other = DataKey("other", b"k" * KEY_BYTES)
        moved = sealed.folder / "other" / "file"
        moved.parent.mkdir()
        path.rename(moved)
        with pytest.raises(SealBrokenError):
            read(sealed, key=other)


class TestWriting:
    def test_a_file_as_long_as_the_limit_is_kept(self, sealed: SealedFiles) -> None:
        assert sealed.put(KEY, "file", io.BytesIO(content_of(100)), limit=100) == 100

    def test_nothing_is_left_of_a_longer_one(self, sealed: SealedFiles) -> None:
        with pytest.raises(RuleError, match="larger"):
            sealed.put(KEY, "file", io.BytesIO(content_of(101)), limit=100)
        assert list((sealed.folder / "case").iterdir()) == []

    def test_a_stream_that_breaks_leaves_the_former_file(self, sealed: SealedFiles) -> None:
        path = put(sealed, b"former")
        with pytest.raises(OSError, match="cable"):
            sealed.put(KEY, "file", Breaking(content_of(3 * PIECE)), limit=10**9)

        assert read(sealed) == b"former"
        assert list(path.parent.iterdir()) == [path]

    def test_what_is_removed_is_gone(self, sealed: SealedFiles) -> None:
        put(sealed, b"one")
        put(sealed, b"two", "second")
        sealed.remove("case", "file")
        sealed.remove("case", "file")

        with pytest.raises(NotFoundError):
            sealed.open(KEY, "file")
        assert sealed.remove_all("case") == 1
        assert sealed.remove_all("case") == 0
        assert sealed.remove_all("never there") == 0
