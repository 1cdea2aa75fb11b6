"""The resolver and its double, held to the same promises."""

from collections.abc import Iterator

import pytest

from breachdesk.infra.resolver import (
    Answer,
    DnsResolver,
    FixedResolver,
    Inquiry,
    Kind,
    Outcome,
    Resolver,
)
from tests.name_server import name_server

LONG = "v=DKIM1; p=" + "A" * 390
TABLE = {
    "tilleuls.example": {"TXT": ("v=spf1 -all", "other"), "MX": ("mx.tilleuls.example",)},
    "long.example": {"TXT": (LONG,)},
    "nowhere.example": {"MX": (".",)},
    "mx.tilleuls.example": {"A": ("192.0.2.1",), "AAAA": ("2001:db8::1",)},
    "silent.example": None,
}


@pytest.fixture(params=["dns", "table"])
def resolver(request: pytest.FixtureRequest) -> Iterator[Resolver]:
    if request.param == "table":
        yield FixedResolver(TABLE)
        return
    with name_server(TABLE) as address:
        yield DnsResolver(address)


@pytest.mark.parametrize(
    ("name", "kind", "answer"),
    [
        ("tilleuls.example", Kind.TXT, Answer(Outcome.FOUND, ("other", "v=spf1 -all"))),
        ("tilleuls.example", Kind.MX, Answer(Outcome.FOUND, ("mx.tilleuls.example",))),
        ("tilleuls.example", Kind.A, Answer(Outcome.NO_RECORD)),
        ("mx.tilleuls.example", Kind.A, Answer(Outcome.FOUND, ("192.0.2.1",))),
        ("mx.tilleuls.example", Kind.AAAA, Answer(Outcome.FOUND, ("2001:db8::1",))),
        ("long.example", Kind.TXT, Answer(Outcome.FOUND, (LONG,))),  # in two pieces
        ("nowhere.example", Kind.MX, Answer(Outcome.FOUND, (".",))),  # RFC 7505
        ("absent.example", Kind.TXT, Answer(Outcome.NO_NAME)),
        ("silent.example", Kind.TXT, Answer(Outcome.FAILED)),
    ],
)
def test_each_answer_has_one_meaning(
    resolver: Resolver, name: str, kind: Kind, answer: Answer
) -> None:
    assert resolver.ask(name, kind, 0.5) == answer


def test_no_time_is_no_answer(resolver: Resolver) -> None:
    assert resolver.ask("tilleuls.example", Kind.TXT, 0) == Answer(Outcome.FAILED)


@pytest.mark.parametrize("name", ["a..example", "x" * 64 + ".example", "%{i}.example", ""])
def test_a_name_that_cannot_be_is_no_reason_to_stop(resolver: Resolver, name: str) -> None:
    assert resolver.ask(name, Kind.TXT, 0.5).records == ()


def test_an_inquiry_asks_nothing_more_once_its_time_is_up() -> None:
    inquiry = Inquiry(FixedResolver(TABLE), 0)

    assert inquiry.ask("tilleuls.example", Kind.TXT) == Answer(Outcome.FAILED)


def test_an_inquiry_asks_the_same_question_once() -> None:
    table = dict(TABLE)
    inquiry = Inquiry(FixedResolver(table), 60)
    before = inquiry.ask("tilleuls.example", Kind.TXT)
    table.clear()

    assert inquiry.ask("tilleuls.example", Kind.TXT) == before
