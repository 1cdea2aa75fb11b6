import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from breachdesk.identities.domain import Unlikely
from breachdesk.identities.domain.emails import canonical, domain, readable
from tests.builders.refusals import refusal
from tests.unit.identities.strange import NBSP, RTL, ZWSP

LONG_PART = "a" * 64

unhurried = settings(deadline=None)
"""The libraries read their tables at the first call that needs them."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("name@example.org", "name@example.org"),
        ("Direction@Tilleuls.EXAMPLE", "Direction@tilleuls.example"),
        (f" name@example.org{NBSP}", "name@example.org"),
        ("jean-paul.o'malley+tests_2@ma-pharmacie.example.fr",) * 2,
        ("user!#$%@example.org", "user!#$%@example.org"),  # rare, and allowed
        ("zoé@example.org", "zoé@example.org"),  # only a relay with SMTPUTF8 takes it
        ("zoe@Été.example", "zoe@xn--t-9fab.example"),
        ("zoe@xn--t-9fab.example", "zoe@xn--t-9fab.example"),
        (f"{LONG_PART}@example.org", f"{LONG_PART}@example.org"),
    ],
)
def test_up_33_addresses_have_one_spelling(typed: str, kept: str) -> None:
    assert canonical(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a@b", "a domain with a dot"),
        ("a@localhost", "a domain with a dot"),
        ('"a b"@example.org', "name@example.org"),
        ("a@b.fr, c@d.fr", "Only one address"),
        ("a@b.fr; c@d.fr", "Only one address"),
        ("a@b.fr c@d.fr", "Only one address"),
        ("Zoé Mbaye <zoe@example.org>", "Only one address"),
        ("a@b@example.org", "Only one address"),
        ("a@example.org\nBcc: b@example.org", "invisible or control"),
        ("a@example.org\r\n", "invisible or control"),
        ("a@example.org\0", "invisible or control"),
        (f"a{ZWSP}@example.org", "invisible or control"),
        (f"{RTL}a@example.org", "invisible or control"),
        (f"{LONG_PART}@{'a' * 60}.{'b' * 60}.{'c' * 60}.example", "254"),
        ("a" * 320 + "@example.org", "254"),
        (f"a{LONG_PART}@example.org", "name@example.org"),  # 65 before the @
        ("a@example.test", "name@example.org"),  # names kept from use by RFC 6761
        ("a@printer.LOCAL", "name@example.org"),
        ("a@[127.0.0.1]", "name@example.org"),
        (".a@example.org", "name@example.org"),
        ("a..b@example.org", "name@example.org"),
        ("a@-example.org", "name@example.org"),
        ("a@example..org", "name@example.org"),
        ("a@xn--zz-zz.example", "name@example.org"),  # punycode of nothing
        ("a@127.0.0.1", "name@example.org"),
        ("a b@example.org", "name@example.org"),
        ("direction@", "name@example.org"),
        ("direction", "name@example.org"),
        ("", "name@example.org"),
    ],
)
def test_up_33_what_is_no_address_is_refused(typed: str, said: str) -> None:
    assert said in refusal(canonical, typed)


def test_an_address_is_shown_with_the_accents_of_its_domain() -> None:
    assert readable("zoe@xn--t-9fab.example") == "zoe@été.example"
    assert readable("zoe@example.org") == "zoe@example.org"


def test_the_domain_is_what_follows_the_sign() -> None:
    assert domain(canonical("zoe@Été.example")) == "xn--t-9fab.example"


def by_library(text: str) -> str | None:
    try:
        valid = validate_email(text, check_deliverability=False, strict=True)
    except EmailNotValidError:
        return None
    return f"{valid.local_part}@{valid.ascii_domain}"


parts = st.text(st.sampled_from("abYZ019-_.+'"), min_size=1, max_size=12)
labels = st.text(st.sampled_from("abXN019-"), min_size=1, max_size=8)
ends = st.sampled_from(
    ["fr", "org", "test", "local", "invalid", "arpa", "onion", "tests", "x", "9"]
)
plain = st.builds(lambda a, b, c: f"{a}@{b}.{c}", parts, labels, ends)


@unhurried
@given(st.one_of(plain, st.emails()))
def test_the_quick_way_takes_what_the_library_takes_and_nothing_else(text: str) -> None:
    wanted = by_library(text)
    if wanted:
        assert canonical(text) == wanted
    else:
        refusal(canonical, text)


@unhurried
@given(st.one_of(plain, st.emails(), st.text()))
def test_any_text_is_taken_in_its_normal_form_or_refused(text: str) -> None:
    try:
        kept = canonical(text)
    except Unlikely:
        return
    assert canonical(kept) == kept
    assert canonical(readable(kept)) == kept
