"""Macros are imported without the page's words: one that names them would silently get nothing."""

import pytest
from flask import Flask
from jinja2.meta import find_undeclared_variables

from breachdesk.infra.paths import resource

MACROS = sorted(path.name for path in (resource("templates") / "macros").glob("*.html"))


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_uses_no_words_of_the_page(app: Flask, name: str) -> None:
    with app.test_request_context("/"):
        words = {key for made in app.template_context_processors[None] for key in made()}
    flask_has_these_everywhere = {"request", "session", "g"}
    source = (resource("templates") / "macros" / name).read_text()

    used = find_undeclared_variables(app.jinja_env.parse(source))
    assert used & (words - flask_has_these_everywhere) == set()
