"""Bytes sealed for one place of one incident open nowhere else, and never after erasure."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.infra.keys import KeyRing
from breachdesk.infra.vault import KEY_BYTES, DataKey, KeyDestroyedError, SealBrokenError, Vault

KEY = DataKey("first", b"k" * KEY_BYTES)


def secret(key: DataKey) -> bytes:
    return key._secret  # noqa: SLF001  # what nobody else may look at


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    KeyRing.create(tmp_path / "keys")
    return Vault(tmp_path / "keystore", KeyRing(tmp_path / "keys"))


class TestSeal:
    @given(content=st.binary(max_size=300), place=st.text(max_size=30))
    def test_what_was_sealed_opens_at_its_place(self, content: bytes, place: str) -> None:
        assert KEY.open(place, KEY.seal(place, content)) == content

    @given(content=st.binary(max_size=60), data=st.data())
    def test_every_flipped_bit_is_noticed(self, content: bytes, data: st.DataObject) -> None:
        sealed = bytearray(KEY.seal("person|1", content))
        bit = data.draw(st.integers(0, 8 * len(sealed) - 1))
        sealed[bit // 8] ^= 1 << bit % 8

        with pytest.raises(SealBrokenError):
            KEY.open("person|1", bytes(sealed))

    @given(length=st.integers(0, 40))
    def test_a_cut_seal_is_noticed(self, length: int) -> None:
        sealed = KEY.seal("person|1", b"0123456789a")  # 40 bytes with algorithm, nonce and tag
        with pytest.raises(SealBrokenError):
            KEY.open("person|1", sealed[: min(length, len(sealed) - 1)])

    @pytest.mark.parametrize("place", ["person|2", "person|11", "persons|1", ""])
    def test_bytes_moved_to_another_row_do_not_open(self, place: str) -> None:
        with pytest.raises(SealBrokenError):
            KEY.open(place, KEY.seal("person|1", b"name"))

    def test_bytes_moved_to_another_incident_do_not_open_even_under_the_same_key(self) -> None:
        other = DataKey("second", b"k" * KEY_BYTES)
        with pytest.raises(SealBrokenError):
            other.open("person|1", KEY.seal("person|1", b"name"))

    def test_sealing_twice_never_gives_the_same_bytes(self) -> None:
        assert len({KEY.seal("person|1", b"name") for _time in range(50)}) == 50

    def test_a_key_shown_by_accident_shows_nothing(self) -> None:
        assert "kkk" not in f"{KEY} {KEY!r}"


class TestIndex:
    def test_equal_texts_are_found_within_one_purpose_of_one_incident_only(self) -> None:
        other = DataKey("second", b"k" * KEY_BYTES)
        found = {KEY.index("name", "MARTIN"), KEY.index("email", "MARTIN")}
        found |= {other.index("name", "MARTIN"), KEY.index("name", "MARTIN ")}

        assert KEY.index("name", "MARTIN") == KEY.index("name", "MARTIN")
        assert len(found) == 4


class TestVault:
    def test_the_key_is_made_once_and_found_again(self, vault: Vault) -> None:
        sealed = vault.key("first").seal("place", b"name")

        assert Vault(vault.folder, vault.keys).key("first").open("place", sealed) == b"name"

    def test_every_incident_has_a_key_of_its_own(self, vault: Vault) -> None:
        assert secret(vault.key("first")) != secret(vault.key("second"))

    def test_the_keystore_holds_no_key_in_clear_and_others_cannot_read_it(
        self, vault: Vault
    ) -> None:
        found = secret(vault.key("first"))
        [path] = vault.folder.iterdir()

        assert found not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0
        assert vault.folder.stat().st_mode & 0o077 == 0

    def test_a_wrapped_key_put_in_place_of_another_incidents_is_noticed(self, vault: Vault) -> None:
        vault.key("first")
        vault.key("second")
        wrapped = (vault.folder / "first.key").read_bytes()
        (vault.folder / "second.key").write_bytes(wrapped)

        with pytest.raises(SealBrokenError):
            vault.key("second")

    def test_an_altered_wrapped_key_is_noticed(self, vault: Vault) -> None:
        vault.key("first")
        path = vault.folder / "first.key"
        path.write_bytes(path.read_bytes()[:-1] + b"\0")

        with pytest.raises(SealBrokenError):
            vault.key("first")

    def test_the_keystore_of_another_instance_opens_nothing(
        self, vault: Vault, tmp_path: Path
    ) -> None:
        vault.key("first")
        KeyRing.create(tmp_path / "other")
        other = Vault(vault.folder, KeyRing(tmp_path / "other"))

        with pytest.raises(SealBrokenError):
            other.key("first")

    def test_those_who_ask_at_the_same_moment_get_the_same_key(self, vault: Vault) -> None:
        with ThreadPoolExecutor(16) as pool:
            found = set(pool.map(lambda _number: secret(vault.key("first")), range(64)))

        assert len(found) == 1
        assert [path.name for path in vault.folder.iterdir()] == ["first.key"]


class TestDestroying:
    def test_a_destroyed_key_is_never_made_anew(self, vault: Vault) -> None:
        vault.key("first")
        vault.destroy("first")

        for _time in range(2):
            with pytest.raises(KeyDestroyedError):
                vault.key("first")
        assert vault.is_destroyed("first")
        assert [path.name for path in vault.folder.iterdir()] == ["first.key"]

    def test_the_old_bytes_are_gone_from_the_file(self, vault: Vault) -> None:
        vault.key("first")
        path = vault.folder / "first.key"
        wrapped = path.read_bytes()
        with path.open("rb") as kept_open:
            vault.destroy("first")
            assert kept_open.read() != wrapped

    def test_destroying_twice_and_before_the_first_use_is_fine(self, vault: Vault) -> None:
        vault.destroy("first")
        vault.destroy("first")

        with pytest.raises(KeyDestroyedError):
            vault.key("first")
        assert not vault.is_destroyed("second")
