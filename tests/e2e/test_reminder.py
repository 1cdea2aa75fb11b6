"""A reminder leaves by real SMTP, in both parts, with a link that works."""

import re
import time
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.case import ago, open_incident
from tests.e2e.desk import RunningDesk

pytestmark = pytest.mark.browser

PATIENCE = 90
"""Seconds until a reminder that is due has left: the scheduler looks once a minute."""


def test_a_reminder_reaches_the_relay(dpo_page: Page, desk: RunningDesk) -> None:
    case = open_incident(dpo_page, "Rappel attendu", ago(hours=48, minutes=30))
    reference = dpo_page.locator("section.case .reference").inner_text()

    until = time.monotonic() + PATIENCE
    mine: list[EmailMessage] = []
    while not mine and time.monotonic() < until:
        time.sleep(0.5)
        mine = [one for one in desk.relay.taken if reference in str(one["Subject"])]

    assert mine, f"no reminder of {reference} in {PATIENCE} s"
    text, html = (mine[0].get_body(preferencelist=(kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert "heure de Paris" in text.get_content()
    assert case in html.get_content()
    link = re.search(r"http://\S+/incidents/\w+/", text.get_content())
    assert link
    dpo_page.goto(link[0])
    expect(dpo_page.locator("section.case .reference")).to_have_text(reference)
