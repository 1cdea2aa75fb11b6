"""Whoever is handed a bundle finds what was changed in it, whatever that is."""

import hashlib
import json
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from breachdesk.audit.domain import canonical
from breachdesk.bundles import service
from breachdesk.bundles.domain import Verdict
from breachdesk.infra.bags import BagWriter, UnreadableBagError
from breachdesk.infra.bags.layout import INFO, MANIFEST, entry, manifest
from tests.integration.bundles.conftest import Made

FLIPS = 400
BASE = "INC-2026-0001-evidence"
AUDIT = "data/audit.jsonl"

Files: TypeAlias = dict[str, bytes]


def is_sound(path: Path) -> bool:
    try:
        return service.verify(path).ok
    except UnreadableBagError:
        return False


def read(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name.removeprefix(f"{BASE}/"): archive.read(name) for name in archive.namelist()}


def write(path: Path, files: Files) -> Path:
    """Entries as we write them, whatever is in them."""
    with path.open("wb") as file:
        bag = BagWriter(file, BASE)
        with bag:
            for name, content in files.items():
                bag.add(name, content)
    return path


def found(path: Path) -> tuple[str, str]:
    verdict = service.verify(path)
    return verdict.fault, verdict.name


def vouched(files: Files, key: Ed25519PrivateKey, statement: dict[str, object]) -> Files:
    """The files with lists and signature that fit them, as a forger would make them."""
    payload = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name.startswith("data/")
    }
    files[MANIFEST] = manifest(payload)
    digests = {name: hashlib.sha256(files[name]).hexdigest() for name in (INFO, MANIFEST)}
    told = {**statement, "files": digests}
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signature = key.sign(canonical(told).encode()).hex()
    files["signature.json"] = json.dumps(
        {"statement": told, "signature": signature, "public_key": pem.decode()}
    ).encode()
    tags = ("bagit.txt", INFO, MANIFEST, "signature.json")
    files["tagmanifest-sha256.txt"] = manifest(
        {name: hashlib.sha256(files[name]).hexdigest() for name in tags}
    )
    return files


def statement_of(files: Files) -> dict[str, object]:
    told: dict[str, object] = json.loads(files["signature.json"])["statement"]
    return told


class TestSound:
    def test_it_says_whose_and_how_many(self, made: Made, bundle: Path) -> None:
        verdict = service.verify(bundle, made.keys.public_pem)

        files = len(zipfile.ZipFile(bundle).namelist())
        assert verdict == Verdict("", "", "INC-2026-0001", files, verdict.key)
        assert len(verdict.key) == 64

    def test_written_again_it_is_the_same_file(self, bundle: Path, tmp_path: Path) -> None:
        again = write(tmp_path / "again.zip", read(bundle))

        assert again.read_bytes() == bundle.read_bytes()


class TestChanged:
    def test_a_byte_flipped_anywhere_is_found(self, bundle: Path) -> None:
        content = bytearray(bundle.read_bytes())
        draw = random.Random(8493)  # noqa: S311  # the same places every time
        places = draw.sample(range(len(content)), FLIPS)
        unnoticed = []
        for at in places:
            mask = 1 << draw.randrange(8)
            content[at] ^= mask
            bundle.write_bytes(content)
            if is_sound(bundle):
                unnoticed.append((at, mask))
            content[at] ^= mask

        assert unnoticed == []

    def test_every_byte_of_the_container_counts(self, bundle: Path) -> None:
        """Names, times, attributes, sizes, lengths, the directory: all but the files."""
        content = bytearray(bundle.read_bytes())
        start = struct.unpack("<L", content[-6:-2])[0]
        unnoticed = []
        for at in [*range(90), *range(start, len(content), 7)]:
            content[at] ^= 0x20
            bundle.write_bytes(content)
            if is_sound(bundle):
                unnoticed.append(at)
            content[at] ^= 0x20

        assert unnoticed == []

    def test_bytes_before_or_behind_are_found(self, bundle: Path) -> None:
        content = bundle.read_bytes()
        for changed in (b"x" + content, content + b"x", content[:-1], content[1:], b""):
            bundle.write_bytes(changed)

            assert not is_sound(bundle)

    def test_each_file_changed_is_named(self, bundle: Path, tmp_path: Path) -> None:
        files = read(bundle)
        for name, content in files.items():
            changed = write(tmp_path / "changed.zip", {**files, name: content + b" "})
            verdict = service.verify(changed)

            if name.startswith("tagmanifest"):
                assert (verdict.fault, verdict.name) == ("manifest", name)
            else:
                assert (verdict.fault, verdict.name) == ("changed", name)

    def test_each_file_removed_is_named(self, bundle: Path, tmp_path: Path) -> None:
        files = read(bundle)
        for name in files:
            rest = {other: content for other, content in files.items() if other != name}

            assert found(write(tmp_path / "less.zip", rest)) == ("missing", name)

    def test_each_file_renamed_is_named(self, bundle: Path, tmp_path: Path) -> None:
        files = read(bundle)
        for name in files:
            renamed = {
                f"{other}.old" if other == name else other: content
                for other, content in files.items()
            }

            assert found(write(tmp_path / "renamed.zip", renamed)) == ("missing", name)

    @pytest.mark.parametrize("name", ["data/zz.txt", "data/evidence/0002-é.txt", "fetch.txt"])
    def test_a_file_added_is_named(self, bundle: Path, tmp_path: Path, name: str) -> None:
        added = write(tmp_path / "more.zip", {**read(bundle), name: b"new"})

        assert found(added) == ("extra", name)

    def test_the_order_of_the_files_says_nothing(self, bundle: Path, tmp_path: Path) -> None:
        files = read(bundle)

        moved = write(tmp_path / "moved.zip", dict(sorted(files.items())))

        assert found(moved) == ("", "")


class TestForged:
    """Lists and digests that fit: only the signature tells."""

    @pytest.fixture
    def key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.generate()

    def test_lists_made_to_fit_are_not_signed(self, bundle: Path, tmp_path: Path) -> None:
        files = read(bundle)
        signed = files["signature.json"]
        files["data/case.json"] = b"{}"
        files = vouched(files, Ed25519PrivateKey.generate(), statement_of(files))
        files["signature.json"] = signed
        tags = ("bagit.txt", INFO, MANIFEST, "signature.json")
        files["tagmanifest-sha256.txt"] = manifest(
            {name: hashlib.sha256(files[name]).hexdigest() for name in tags}
        )

        assert found(write(tmp_path / "forged.zip", files)) == ("signature", "signature.json")

    def test_a_forger_has_no_head_signed_by_the_key(
        self, bundle: Path, tmp_path: Path, key: Ed25519PrivateKey
    ) -> None:
        files = read(bundle)

        forged = write(tmp_path / "forged.zip", vouched(files, key, statement_of(files)))

        assert found(forged) == ("chain", AUDIT)

    def test_the_desks_own_key_tells_a_forger(
        self, made: Made, bundle: Path, tmp_path: Path, key: Ed25519PrivateKey
    ) -> None:
        files = read(bundle)
        forged = write(tmp_path / "forged.zip", vouched(files, key, statement_of(files)))

        verdict = service.verify(forged, made.keys.public_pem)

        assert (verdict.fault, verdict.name) == ("key", "signature.json")

    @pytest.mark.parametrize(
        "change",
        [
            lambda lines: [lines[0], *lines[2:1:-1], *lines[1:2], *lines[3:]],
            lambda lines: [*lines[:1], lines[1].replace(b"incident:opened", b"incident:closed")],
            lambda lines: lines[:-1],
            lambda lines: [*lines, lines[-1]],
            lambda lines: lines[1:],
            lambda _lines: [],
            lambda _lines: [b"[" * 100_000],
            lambda _lines: [b"\xff\n"],
        ],
    )
    def test_a_trail_that_does_not_hold_together_is_found(
        self,
        made: Made,
        bundle: Path,
        tmp_path: Path,
        change: Callable[[list[bytes]], list[bytes]],
    ) -> None:
        """Even when the desk itself, with its own key, signed it."""
        files = read(bundle)
        files[AUDIT] = b"".join(change(files[AUDIT].splitlines(keepends=True)))
        key = made.keys._signing  # noqa: SLF001  # the desk as a forger

        forged = write(tmp_path / "forged.zip", vouched(files, key, statement_of(files)))

        assert found(forged) == ("chain", AUDIT)


class TestHostile:
    """Refused before anything is unpacked."""

    @pytest.mark.parametrize(
        "name",
        [
            f"{BASE}/../../etc/passwd",
            "/etc/passwd",
            f"{BASE}/data/../../x",
            f"{BASE}/data//x",
            f"{BASE}/./x",
            f"{BASE}\\..\\x",
            "C:/x",
            f"{BASE}/folder/",
            "elsewhere/x",
        ],
    )
    def test_paths_that_lead_out(self, bundle: Path, name: str) -> None:
        with zipfile.ZipFile(bundle, "a") as archive:
            archive.writestr(entry(name, 0), b"")

        with pytest.raises(UnreadableBagError):
            service.verify(bundle)

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    @pytest.mark.parametrize("change", [str, str.upper])
    def test_a_name_that_comes_twice(self, bundle: Path, change: Callable[[str], str]) -> None:
        with zipfile.ZipFile(bundle, "a") as archive:
            archive.writestr(entry(f"{BASE}/{change('data/case.json')}", 0), b"other")

        with pytest.raises(UnreadableBagError):
            service.verify(bundle)

    def test_a_bomb(self, bundle: Path) -> None:
        with zipfile.ZipFile(bundle, "a") as archive:
            archive.writestr(
                f"{BASE}/data/bomb", b"\0" * 10_000_000, compress_type=zipfile.ZIP_DEFLATED
            )

        with pytest.raises(UnreadableBagError):
            service.verify(bundle)

    def test_files_that_lie_over_each_other(self, tmp_path: Path) -> None:
        """A thousand entries of the directory for the same megabyte."""
        path = tmp_path / "overlap.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(entry(f"{BASE}/data/0", 0), b"\0" * 1_000_000)
            [info] = archive.infolist()
            for number in range(1, 1_000):
                again = entry(f"{BASE}/data/{number}", 0)
                again.header_offset, again.CRC = info.header_offset, info.CRC
                again.file_size = again.compress_size = info.file_size
                archive.filelist.append(again)

        with pytest.raises(UnreadableBagError):
            service.verify(path)

    @pytest.mark.parametrize("count", [100_001, 2**40])
    def test_more_files_than_any_case_has(self, bundle: Path, count: int) -> None:
        content = bundle.read_bytes()
        large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, 0, 0)
        locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(content) - 22, 1)
        bundle.write_bytes(content[:-22] + large + locator + content[-22:])

        with pytest.raises(UnreadableBagError):
            service.verify(bundle)

    @pytest.mark.parametrize("content", [b"", b"no ZIP", b"PK\3\4" * 100, b"PK\5\6" + b"\0" * 18])
    def test_what_is_no_bundle(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "x.zip"
        path.write_bytes(content)

        with pytest.raises(UnreadableBagError):
            service.verify(path)
