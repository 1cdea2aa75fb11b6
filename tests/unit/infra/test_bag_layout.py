"""Manifests as RFC 8493 wants them."""

from hypothesis import given
from hypothesis import strategies as st

from breachdesk.infra.bags.layout import manifest, parse_manifest

DIGEST = "a1" * 32
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.dictionaries(NAMES, st.just(DIGEST)))
def test_what_is_written_is_read_back(digests: dict[str, str]) -> None:
    assert parse_manifest(manifest(digests)) == digests


@given(st.binary())
def test_bytes_are_a_manifest_or_they_are_not(content: bytes) -> None:
    found = parse_manifest(content)

    assert found is None or manifest(found) == content


def test_line_ends_and_percent_signs_are_encoded_and_nothing_else() -> None:
    assert manifest({"data/é 100%\r\n": DIGEST}) == f"{DIGEST}  data/é 100%25%0D%0A\n".encode()
