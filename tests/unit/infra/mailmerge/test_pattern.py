"""A filled message says what a message made for that person alone would say."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP, compat32, default
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.infra.mailmerge.draft import Draft, compose, marker
from breachdesk.infra.mailmerge.pattern import Pattern
from breachdesk.infra.smtp.wire import to_wire
from breachdesk.kernel.errors import PermanentError

NAMES = ("name", "address", "greeting", "code", "link", "id", "date")
DRAFT = Draft(
    sender="Clinique des Tilleuls <dpo@tilleuls.example>",
    reply_to="Délégué à la protection des données <contact@tilleuls.example>",
    to=f'"{marker("name")}" <{marker("address")}>',
    subject=f"{marker('code')} : vos données, {marker('name')} – à lire",
    text=f"""{marker("greeting")},

.Une ligne qui commence par un point, une autre qui n’en a qu’un :
.
= et encore : {marker("name")}, code {marker("code")}{marker("code")}
{marker("greeting")}
Une longue ligne {"de mots sans fin " * 20}{marker("link")} et après.\t
From here
{marker("link")}""",
    html=f"""<html><body><p class="a">{marker("greeting")},</p>
<p>L’incident concerne : {marker("name")}. {"Très long. " * 100}</p>
<p><a href="{marker("link")}">{marker("link")}</a></p></body></html>""",
    language="fr",
    message_id=f"<{marker('id')}@breachdesk>",
    date=marker("date"),
)
PATTERN = Pattern(compose(DRAFT), NAMES)
PERSON = {
    "name": "Ada Martin",
    "address": "ada.martin@tilleuls.example",
    "greeting": "Madame Martin",
    "code": "4F2K-7Q",
    "link": "https://desk.example/s/abc?x=1&y=2",
    "id": "0123456789abcdef",
    "date": "Mon, 02 Mar 2026 12:00:00 +0000",
}
LINES = st.lists(st.sampled_from(["a" * 75, ".", "\r", "\n", "\0", " ", "é", "𠮷", "=", "@x"])).map(
    "".join
)
HEADERS = (
    "From", "Reply-To", "Date", "Message-ID", "Auto-Submitted",
    "Content-Language", "MIME-Version",
)  # fmt: skip
PEOPLE = [
    "Ada Martin",
    "Zoé Lefèvre-Nuñez",
    "Œuvré d’Arc",
    "Seán O'Neill",
    'Léo "Lolo" B.',
    'Ada "Lolo" \\ B.',
    "Martin, Ada; Dr. (PhD) <x> @home",
    "محمد بن سلمان",
    "מִרְיָם כהן",
    "李小龙 𠮷田 👩🏽‍⚕️",
    "A" * 61,
    "Nom " * 40 + "fin",
    "é" * 200,
    "𠮷" * 30,
    "=é= . =",
    ".",
    "..Ada",
    "=",
    "=C3=A9",
    "=?utf-8?q?=41?=",
    "=?utf-8?b?w6k=?= x",
    "_a_?_",
    "x\u00a0y",
    "{{code}} {name} %s %(name)s",
    "<script>alert('x')</script> & co",
    "--=_boundary--",
    "e\u0301",
]


def personal(values: dict[str, str]) -> EmailMessage:
    """The message made the slow way."""

    def filled(text: str, *, is_html: bool = False) -> str:
        def value(found: re.Match[str]) -> str:
            return _escape(values[found[1]]) if is_html else values[found[1]]

        return re.sub(r"\{\{(\w+)\}\}", value, text)

    draft = replace(
        DRAFT,
        to="",
        subject=filled(DRAFT.subject),
        text=filled(DRAFT.text),
        html=filled(DRAFT.html, is_html=True),
        message_id=filled(DRAFT.message_id),
        date=filled(DRAFT.date),
    )
    return compose(draft)


def _escape(value: str) -> str:
    for char, entity in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("'", "&#x27;"),
    ):
        value = value.replace(char, entity)
    return value


def parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=default)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part
    return str(part.get_content()).replace("\r\n", "\n")


def addressee(content: bytes) -> tuple[str, str]:
    """Name and address as RFC 2047 has them; email.policy keeps blanks between encoded words."""
    name, address = parseaddr(str(message_from_bytes(content, policy=compat32)["To"]))
    return str(make_header(decode_header(name))) if name.startswith("=?") else name, address


def same(values: dict[str, str]) -> None:
    content = PATTERN.fill(values)
    ours, slow = parsed(content), parsed(personal(values).as_bytes())

    for header in HEADERS:
        assert ours[header] == slow[header], header
    # email.message itself loses blanks here, and takes names for encoded words.
    assert ours["Subject"] == f"{values['code']} : vos données, {values['name']} – à lire"
    assert addressee(content) == (values["name"], values["address"])
    assert [to.addr_spec for to in ours["To"].addresses] == [values["address"]]
    for kind in ("plain", "html"):
        assert body(ours, kind) == body(slow, kind)
    assert all(part.defects == [] for part in ours.walk())
    assert [part.get_content_type() for part in ours.walk()] == [
        part.get_content_type() for part in slow.walk()
    ]


@pytest.mark.parametrize("name", PEOPLE)
def test_every_name_arrives_as_if_the_message_were_made_for_it(name: str) -> None:
    same(PERSON | {"name": name, "greeting": name})


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=150)
    .map(str.strip)
    .filter(bool)
)
def test_any_name_of_one_line_arrives(name: str) -> None:
    content = PATTERN.fill(PERSON | {"name": name, "greeting": name})
    message = parsed(content)

    assert addressee(content) == (name, PERSON["address"])
    assert message["Subject"] == f"{PERSON['code']} : vos données, {name} – à lire"
    assert f"et encore : {name}, code" in body(message, "plain")
    assert f"<p>L’incident concerne : {_escape(name)}. " in body(message, "html")
    assert all(part.defects == [] for part in message.walk())


@given(st.dictionaries(st.sampled_from(NAMES), LINES))
def test_whatever_is_filled_in_is_ready_for_the_wire(values: dict[str, str]) -> None:
    """EM-08: nothing looks through these bytes again before they are sent."""
    try:
        content = PATTERN.fill(PERSON | values)
    except PermanentError:
        return

    assert to_wire(bytes(content)) == content
    assert max(map(len, content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "greeting",
    [
        "",
        " ",
        "Ada \n",
        "a\nb\r\nc\rd",
        "\n",
        "x" * 75,
        "x" * 76,
        "é" * 25 + "x",
        "a\tb ",
        "trailing  ",
        " .",
    ],
)
def test_a_value_of_the_text_may_have_lines_and_blanks(greeting: str) -> None:
    lines = greeting.replace("\r\n", "\n").replace("\r", "\n")

    message = parsed(PATTERN.fill(PERSON | {"greeting": greeting}))

    assert body(message, "plain") == body(personal(PERSON | {"greeting": lines}), "plain")
    assert body(message, "html") == body(personal(PERSON | {"greeting": lines}), "html")


@pytest.mark.parametrize("name", PEOPLE)
def test_lines_are_short_and_of_ascii_alone(name: str) -> None:
    content = PATTERN.fill(PERSON | {"name": name, "greeting": name})

    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n")
    assert to_wire(bytes(content)) == content


def test_without_a_name_the_address_stands_alone() -> None:
    content = PATTERN.fill(PERSON | {"name": ""})

    assert addressee(content) == ("", PERSON["address"])
    assert parsed(content)["To"].addresses[0].addr_spec == PERSON["address"]


@pytest.mark.parametrize(
    "name", ["a\r\nBcc: x@y", "a\nb", "a\rb", "a\0b", "\x1b[31m", "a\u2028b", "\ud800"]
)
def test_em_01_a_name_of_more_than_one_line_makes_no_message(name: str) -> None:
    with pytest.raises(PermanentError) as raised:
        PATTERN.fill(PERSON | {"name": name})

    assert raised.value.__cause__ is None
    assert name not in str(raised.value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("address", "a@b>\r\nBcc: <c@d"),
        ("address", "a@b>, <c@d"),
        ("address", "a@b, c@d"),
        ("address", "x <a@b>"),
        ("address", "a b@c"),
        ("address", "a@b\0"),
        ("address", "a@b@c"),
        ("address", "no-at"),
        ("address", ""),
        ("id", "a\r\nX: y"),
        ("id", "é"),
        ("id", ""),
        ("date", "Mon\n"),
        ("date", "x" * 501),
    ],
)
def test_em_02_what_is_no_address_or_token_makes_no_message(key: str, value: str) -> None:
    with pytest.raises(PermanentError):
        PATTERN.fill(PERSON | {key: value})


def test_em_02_a_name_cannot_pretend_to_be_an_address() -> None:
    message = parsed(PATTERN.fill(PERSON | {"name": '"x" <evil@evil.example>, y'}))

    [to] = message["To"].addresses
    assert to.addr_spec == PERSON["address"]


def test_an_address_with_accents_stands_as_it_is() -> None:
    """For relays that take such addresses; RelaySession refuses it for the others."""
    content = PATTERN.fill(PERSON | {"address": "zoé@tilleuls.example"})

    assert "\r\n <zoé@tilleuls.example>\r\n".encode() in content


def test_a_part_without_markers_and_an_attachment_stay_as_they_are() -> None:
    message = compose(replace(DRAFT, reply_to="", text="Bonjour é\n"))
    message.add_attachment(bytes(range(256)), "application", "octet-stream", filename="a.bin")

    filled = parsed(Pattern(message, NAMES).fill(PERSON))

    assert body(filled, "plain") == "Bonjour é\n"
    [attached] = filled.iter_attachments()
    assert attached.get_content() == bytes(range(256))
    assert "Reply-To" not in filled


def test_without_markers_every_message_is_the_same() -> None:
    plain = EmailMessage(policy=SMTP)
    plain["Subject"] = "x"
    plain.set_content("Bonjour\n")

    assert Pattern(plain, ()).fill({}) == Pattern(plain, ("name",)).fill({})


def test_the_composed_message_is_left_as_it_was() -> None:
    message = compose(DRAFT)
    before = message.as_string()
    Pattern(message, NAMES)

    assert message.get_boundary() is not None  # as_string gave it one
    assert message.as_string() == before


def test_an_address_is_alone_or_after_a_name() -> None:
    alone = Pattern(compose(replace(DRAFT, to=marker("address"))), NAMES)
    assert parsed(alone.fill(PERSON))["To"].addresses[0].addr_spec == PERSON["address"]

    with pytest.raises(ValueError, match="To is"):
        Pattern(compose(replace(DRAFT, to=f"Dr {marker('name')} <{marker('address')}>")), NAMES)


@pytest.mark.parametrize("unfit", [b"x" * 999, b".x"])
def test_a_message_unfit_for_the_wire_is_found_when_it_is_composed(unfit: bytes) -> None:
    message = compose(DRAFT)
    message.add_attachment(unfit, "application", "octet-stream", cte="7bit")

    with pytest.raises(ValueError, match="wire"):
        Pattern(message, NAMES)


def test_one_persons_message_holds_nothing_of_anothers() -> None:
    PATTERN.fill({key: "Secret" if key == "name" else value for key, value in PERSON.items()})

    assert b"Secret" not in PATTERN.fill(PERSON)
