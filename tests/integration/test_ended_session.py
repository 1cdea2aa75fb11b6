"""What becomes of a form sent with a token of another session: of the one before signing in."""

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from tests.builders.incidents import open_case
from tests.integration.page import Pages

TYPED = {
    "occurred_at-date": "2026-03-02",
    "occurred_at-time": "10:00",
    "entry_kind": "note",
    "what": "Saisi avant",
}


def test_who_is_signed_in_again_is_not_told_to_sign_in(
    pages: Pages, services: Services, dpo: Actor
) -> None:
    address = f"/incidents/{open_case(services, dpo)}/timeline/"
    page = pages.post(address, {**TYPED, "csrf_token": "stale"}, token=False, status=400)

    assert page.h1 == "Envoyez encore une fois ce que vous avez saisi"
    assert "onglet" not in page.text
    pages.client.post(address, data=page.form_values)
    assert "Saisi avant" in pages.get(address).text


def test_who_is_not_is(pages: Pages, services: Services, dpo: Actor) -> None:
    address = f"/incidents/{open_case(services, dpo)}/timeline/"
    token = pages.token()
    pages.client.delete_cookie("bd")

    page = pages.post(address, {**TYPED, "csrf_token": token}, token=False, status=400)
    assert "Votre session est finie" in page.h1
    assert page.field("what") == "Saisi avant"
