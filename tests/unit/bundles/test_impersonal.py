"""What stays of a case when nobody may be recognised in it."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.bundles.domain.impersonal import CODES, impersonal

DIGEST = "a1" * 32


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"author": "Ada Lorne"}, {}),
        ({"kind": "alert"}, {"kind": "alert"}),
        ({"level": Colour.RED}, {"level": "red"}),
        ({"id": "0f" * 16, "sha256": DIGEST}, {"id": "0f" * 16, "sha256": DIGEST}),
        ({"at": "2026-03-02T12:00:00+00:00"}, {"at": "2026-03-02T12:00:00+00:00"}),
        ({"on": "2026-03-02"}, {"on": "2026-03-02"}),
        ({"at": None, "count": 3, "is_late": False}, {"at": None, "count": 3, "is_late": False}),
        ({"Ada Lorne": 1}, {}),  # some tables are keyed by what people wrote
        ({"names": ["Ada", DIGEST, "Alcide"]}, {"names": [DIGEST]}),
        ([{"a": {"text": "Ada"}}], [{"a": {}}]),
        ({"phone": "0639980123"}, {}),
        ({"note": f"{DIGEST} Ada"}, {}),
    ],
)
def test_codes_figures_instants_and_digests_stay(value: object, kept: object) -> None:
    assert impersonal(value) == kept


@given(st.text().filter(lambda text: not text.isascii() or " " in text), st.text())
def test_no_text_passes_under_a_name_that_is_none_of_ours(text: str, name: str) -> None:
    kept = impersonal({name: text}) if name not in CODES else {}

    assert kept == {}
