import hashlib
from io import BytesIO
from pathlib import Path

import pytest

from breachdesk.infra.files import (
    Chained,
    CorruptFileError,
    FileStore,
    whole_file,
    write_whole,
)
from breachdesk.kernel.errors import NotFoundError, RuleError


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def left_behind(store: FileStore) -> list[Path]:
    return [path for path in store.folder.rglob("*") if path.is_file()]


def test_what_is_put_is_read_back_under_its_digest(store: FileStore) -> None:
    stored = store.put(b"proof")

    assert stored.sha256 == hashlib.sha256(b"proof").hexdigest()
    assert store.read(stored.sha256) == b"proof"


def test_the_same_bytes_are_kept_once(store: FileStore) -> None:
    store.put(b"proof")
    store.put(b"proof")

    assert len(left_behind(store)) == 1


def test_a_file_past_the_limit_is_refused_and_nothing_is_left(store: FileStore) -> None:
    with pytest.raises(RuleError, match="larger than 1 MB"):
        store.put_stream(BytesIO(b"x" * 1_000_001), limit=1_000_000)

    assert left_behind(store) == []


def test_an_upload_that_breaks_off_leaves_nothing(store: FileStore) -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 100_000:
                raise ConnectionResetError
            return super().read(size)

    with pytest.raises(ConnectionResetError):
        store.put_stream(Broken(b"x" * 500_000), limit=1_000_000)

    assert left_behind(store) == []


def test_altered_bytes_are_not_handed_out(store: FileStore) -> None:
    stored = store.put(b"proof")
    left_behind(store)[0].write_bytes(b"forged")

    with pytest.raises(CorruptFileError):
        store.read(stored.sha256)


def test_a_missing_file_is_said_to_be_missing(store: FileStore) -> None:
    with pytest.raises(NotFoundError):
        store.read("0" * 64)


def test_files_are_for_the_owner_only(store: FileStore) -> None:
    store.put(b"proof")

    assert left_behind(store)[0].stat().st_mode & 0o077 == 0


def test_two_streams_read_as_one() -> None:
    assert Chained(BytesIO(b"ab"), BytesIO(b"cd")).read(2) == b"ab"


def test_lines_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def broken() -> object:
        yield "one"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(tmp_path / "out.jsonl", broken())  # type: ignore[arg-type]

    assert list(tmp_path.iterdir()) == []


def test_a_whole_file_has_its_name_only_when_the_block_ended_well(tmp_path: Path) -> None:
    path = tmp_path / "new" / "lot [1].pdf"
    with whole_file(path) as file:
        file.write(b"first")
        assert not path.exists()

    assert path.read_bytes() == b"first"
    assert list(path.parent.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_block_that_breaks_off_leaves_the_file_there_was(tmp_path: Path) -> None:
    path = tmp_path / "lot.pdf"
    path.write_bytes(b"before")

    with pytest.raises(ZeroDivisionError), whole_file(path) as file:
        file.write(b"%d" % (1 // 0))

    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_of_the_same_file_is_swept_away(tmp_path: Path) -> None:
    path = tmp_path / "lot [1].pdf"
    left = tmp_path / ".lot [1].pdf.0badcafe.tmp"
    other = tmp_path / ".lot 1.pdf.0badcafe.tmp"
    for one in (left, other):
        one.write_bytes(b"half")

    with whole_file(path):
        pass

    assert sorted(tmp_path.iterdir()) == [other, path]
