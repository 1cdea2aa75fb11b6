import pytest
from flask import Flask
from werkzeug.routing import Rule

NOT_OURS = {"static", "bootstrap.static"}


def ours(app: Flask) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in NOT_OURS and not rule.endpoint.startswith("security.")
    ]


def test_every_endpoint_names_its_guard(app: Flask) -> None:
    unguarded = {
        rule.endpoint
        for rule in ours(app)
        if not hasattr(app.view_functions[rule.endpoint], "required_permission")
    }

    assert unguarded == set()


def test_paths_are_kebab_case_and_parameters_typed(app: Flask) -> None:
    for rule in ours(app):
        plain = "".join(part.split(">")[-1] for part in rule.rule.split("<"))
        assert plain == plain.lower(), rule.rule
        assert "_" not in plain, rule.rule
        assert all(":" in part.split(">")[0] for part in rule.rule.split("<")[1:]), rule.rule


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_cs_01_an_unsafe_request_without_token_is_refused(app: Flask, method: str) -> None:
    client = app.test_client()
    accepted = []
    for rule in ours(app):
        if method not in (rule.methods or set()):
            continue
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(f"<string:{name}>", "0" * 32).replace(f"<int:{name}>", "1")
        if client.open(path, method=method).status_code not in {400, 401, 403, 404, 405}:
            accepted.append(path)

    assert accepted == []
