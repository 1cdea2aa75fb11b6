"""Steps a person takes through the pages of signing in."""

import re

from flask.testing import FlaskClient
from passlib.totp import TOTP
from werkzeug.test import TestResponse

from breachdesk.kernel.clock import FrozenClock
from tests.builders.accounts import PASSWORD

EMAIL = "ada@example.org"


def token_of(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def without_token(page: TestResponse) -> str:
    """The page as everybody sees it: the form token is another one each time."""
    return re.sub(r'(name="csrf_token"[^>]*value=)"[^"]+"', r"\1", page.text)


def post(client: FlaskClient, path: str, source: str = "/login", **data: str) -> TestResponse:
    """POST with the token of the page `source`."""
    token = token_of(client.get(source))
    return client.post(path, data={**data, "csrf_token": token})


def enter(client: FlaskClient, password: str = PASSWORD, email: str = EMAIL) -> TestResponse:
    return post(client, "/login", email=email, password=password)


def is_inside(client: FlaskClient) -> bool:
    return client.get("/account/").status_code == 200


class Authenticator:
    """The application on the telephone: it has the key and the time."""

    def __init__(self, key: str, clock: FrozenClock) -> None:
        self.totp = TOTP(key.replace(" ", "").replace("-", ""))
        self.clock = clock

    def code(self, seconds: int = 0) -> str:
        """The code shown so many seconds from now."""
        moment = int(self.clock.now().timestamp()) + seconds
        return str(self.totp.generate(time=moment).token)


def set_up(client: FlaskClient, clock: FrozenClock) -> Authenticator:
    """Switch the second factor on for whoever is signed in; its first code is spent."""
    page = post(
        client,
        "/account/second-factor",
        source="/account/second-factor",
        setup="authenticator",
    )
    authenticator = Authenticator(key_of(page), clock)
    client.post(address_of(page), data={"code": authenticator.code(), "csrf_token": token_of(page)})
    return authenticator


def key_of(page: TestResponse) -> str:
    found = re.search(r"<code>([A-Z2-7-]+)</code>", page.text)
    assert found, page.text
    return found[1]


def address_of(page: TestResponse) -> str:
    """Where the form with the code goes."""
    found = re.search(r'action="(/account/second-factor/[^"]+)"', page.text)
    assert found, page.text
    return found[1]
