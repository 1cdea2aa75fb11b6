"""Pages of the case keep the house rules; the public one shows the approved bytes and no more."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from flask.testing import FlaskClient

from breachdesk.bootstrap import Services
from breachdesk.incidents import service as incidents
from breachdesk.kernel.ids import new_id
from breachdesk.outreach.domain.campaign import Audience
from breachdesk.outreach.domain.cascade import First, Rules
from breachdesk.people.domain import AudienceFilter
from breachdesk.publications import service
from breachdesk.publications.domain.notice import FROM_FACTS, NoticeState
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk
from tests.builders.outreach import approve as approve_campaign
from tests.builders.outreach import (
    build_person,
    order,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
)
from tests.builders.publications import (
    SITE,
    approve,
    edit,
    notice,
    published,
    save_notice,
    withdraw,
)
from tests.integration.conftest import SignIn
from tests.integration.page import Page, Pages, check_page, parse

OF_ONE = ("", "edit", "approve", "publish", "withdraw", "hotline/fr", "hotline/en")
FETCHED = re.compile(r"(src|srcset|@import|url\()|<(script|link|img|iframe|object|form)\b")


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest, pages: Pages) -> str:
    pages.client.post("/language", data={"language": request.param, "csrf_token": pages.token()})
    return str(request.param)


@pytest.fixture
def draft(services: Services, desk: Desk) -> tuple[str, str, str]:
    """(address of a version in preparation, its case, its id)."""
    _desk, incident_id = save_case(services, desk)
    notice_id = save_notice(services, desk.dpo, incident_id)
    return f"/incidents/{incident_id}/publications/{notice_id}", incident_id, notice_id


@pytest.fixture
def online(services: Services, desk: Desk) -> tuple[str, str, str]:
    """(public address, its case, its id) of a published notice."""
    _desk, incident_id, notice_id = published(services, desk)
    return f"/notices/{reference_of(services, incident_id)}", incident_id, notice_id


def reference_of(services: Services, incident_id: str) -> str:
    with services.reading(SETUP) as uow:
        return incidents.case(uow, incident_id).reference


def act_as_nobody(client: FlaskClient) -> FlaskClient:
    with client.session_transaction() as cookie:
        cookie.clear()
    return client


@pytest.mark.parametrize("name", OF_ONE)
@pytest.mark.usefixtures("language")
def test_a_page_of_a_version_keeps_the_house_rules(
    pages: Pages, draft: tuple[str, str, str], name: str
) -> None:
    page = pages.get(f"{draft[0]}/{name}")

    if page.one("html").get("lang") == "fr" and name == "hotline/fr":
        assert re.findall(r"\w[;?!] ", page.text) == [], "French puts a space before these"


@pytest.mark.usefixtures("language")
def test_the_list_and_the_form_of_publications_elsewhere_keep_them_too(
    pages: Pages, online: tuple[str, str, str]
) -> None:
    _address, incident_id, notice_id = online
    base = f"/incidents/{incident_id}/publications/"
    told = {"medium": "newspaper", "place": "Le Courrier de l’Exemple", "since": "2026-03-01"}
    new = pages.get(f"{base}elsewhere/new")
    pages.post(f"{base}elsewhere/new", {**told, "once": new.field("once")})

    page = pages.get(base)
    assert "Le Courrier de l’Exemple" in page.text
    [link] = [one for one in page.links if "elsewhere/" in one and not one.endswith("/new")]
    assert pages.get(link).field("place") == "Le Courrier de l’Exemple"
    pages.get(f"{base}{notice_id}/")


def test_a_version_is_prepared_from_the_case(pages: Pages, services: Services, desk: Desk) -> None:
    _desk, incident_id = save_case(services, desk)
    list_ = pages.get(f"/incidents/{incident_id}/publications/")
    new = {"once": list_.field("once"), "source": FROM_FACTS}
    reply = pages.post(f"/incidents/{incident_id}/publications/", new)

    editor = pages.get(reply.reply.headers["Location"])
    assert editor.field("fr-contact") == "dpo@tilleuls.example"
    assert editor.field("fr-check").endswith("/verifier")
    assert editor.text.count("⛔") == 0
    for source in ({}, {"source": ""}, {"source": "nowhere"}):
        wrong = {"once": new_id(), **source}
        pages.post(f"/incidents/{incident_id}/publications/", wrong, status=422)


def test_what_is_typed_is_saved_as_it_is(
    pages: Pages, services: Services, draft: tuple[str, str, str]
) -> None:
    address, incident_id, notice_id = draft
    before = notice(services, incident_id, notice_id)
    editor = pages.get(f"{address}/edit")
    pages.post(f"{address}/edit", editor.form_values)

    assert notice(services, incident_id, notice_id).texts == before.texts


def test_the_review_reads_what_is_typed_without_saving_it(
    pages: Pages, services: Services, draft: tuple[str, str, str]
) -> None:
    address, incident_id, notice_id = draft
    editor = pages.get(f"{address}/edit")
    typed = {**editor.form_values, "fr-body": "Bonjour", "check": "1"}
    page = pages.post(f"{address}/edit", typed, status=200)

    assert page.text.count("⛔") >= 4
    assert page.field("fr-body") == "Bonjour"
    assert notice(services, incident_id, notice_id).texts["fr"].body != "Bonjour"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("fr-body", "((prénom))"),
        ("fr-title", "a\x07b"),
        ("en-questions", "No question"),
        ("fr-phone", "0" * 600),
    ],
)
def test_what_cannot_be_saved_is_told_beside_its_field(
    pages: Pages, draft: tuple[str, str, str], field: str, typed: str
) -> None:
    editor = pages.get(f"{draft[0]}/edit")
    page = pages.post(f"{draft[0]}/edit", {**editor.form_values, field: typed}, status=422)

    assert page.one("p", id=f"{field}-error") is not None


def test_all_fields_empty_is_no_notice(pages: Pages, draft: tuple[str, str, str]) -> None:
    editor = pages.get(f"{draft[0]}/edit")
    pages.post(f"{draft[0]}/edit", {"version": editor.field("version")}, status=422)


@pytest.mark.parametrize(
    "over",
    [
        {"place": ""},
        {"since": "hier"},
        {"until": "2026-02-01"},
        {"medium": "notice"},
        {"evidence_id": "elsewhere"},
    ],
)
def test_a_publication_elsewhere_is_refused_with_what_was_typed(
    pages: Pages, draft: tuple[str, str, str], over: dict[str, str]
) -> None:
    told = {"medium": "poster", "place": "Comptoir", "since": "2026-03-01", "note": "Photo", **over}
    page = pages.post(f"/incidents/{draft[1]}/publications/elsewhere/new", told, status=422)

    assert page.field("note") == "Photo"


def test_two_persons_and_then_everybody_reads_it(
    pages: Pages, services: Services, desk: Desk, draft: tuple[str, str, str], sign_in: SignIn
) -> None:
    address, incident_id, notice_id = draft
    own = pages.get(f"{address}/approve")
    refused = pages.post(f"{address}/approve", {"version": own.field("version")}, status=422)
    assert "deuxième personne" in refused.text

    sign_in(act_as_nobody(pages.client), save_deputy(services, desk))
    for act in ("approve", "publish"):
        pages.post(f"{address}/{act}", {"version": pages.get(f"{address}/{act}").field("version")})

    assert notice(services, incident_id, notice_id).state is NoticeState.PUBLISHED
    public = f"/notices/{reference_of(services, incident_id)}"
    assert act_as_nobody(pages.client).get(public).status_code == 200


class TestThePublicPage:
    def test_it_is_the_snapshot_to_the_last_byte(
        self, services: Services, online: tuple[str, str, str], client: FlaskClient
    ) -> None:
        address, incident_id, notice_id = online
        kept = notice(services, incident_id, notice_id).pages

        for language in ("fr", "en"):
            reply = client.get(f"{address}/{language}")
            assert sha256(reply.data).hexdigest() == kept[language].sha256

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_it_is_valid_and_fetches_nothing(
        self, online: tuple[str, str, str], client: FlaskClient, language: str
    ) -> None:
        reply = client.get(f"{online[0]}/{language}")
        tree = parse(reply.text, online[0])

        check_page(tree, online[0])
        assert tree.get("lang") == language or next(tree.iter("html")).get("lang") == language
        assert FETCHED.findall(reply.text) == []
        assert reply.mimetype == "text/html"

    def test_only_its_own_style_takes_effect(
        self, online: tuple[str, str, str], client: FlaskClient
    ) -> None:
        reply = client.get(online[0])
        [style] = re.findall(rb"<style>(.*?)</style>", reply.data, re.DOTALL)
        digest = b64encode(sha256(style).digest()).decode()

        policy = reply.headers["Content-Security-Policy"]
        assert f"style-src 'sha256-{digest}';" in policy
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in reply.headers

    def test_it_speaks_the_reader_s_language_and_leads_to_the_other(
        self, pages: Pages, online: tuple[str, str, str], language: str
    ) -> None:
        page = Page(reply := pages.client.get(online[0]), parse(reply.text, online[0]))
        [switch] = [one for one in page.links if "/notices/" in one]

        assert page.one("html").get("lang") == language
        assert switch == f"{SITE}{online[0]}/{'en' if language == 'fr' else 'fr'}"

    def test_nothing_of_a_version_in_preparation_is_in_it(
        self,
        services: Services,
        desk: Desk,
        online: tuple[str, str, str],
        client: FlaskClient,
    ) -> None:
        address, incident_id, notice_id = online
        before = client.get(address).data
        with services.unit_of_work(desk.dpo) as uow:
            second = service.create(uow, incident_id, new_id(), notice_id, SITE)
        edit(services, desk.dpo, incident_id, second, title="Titre encore secret", press_body="Non")
        assert client.get(address).data == before
        approve(services, save_deputy(services, desk), incident_id, second)
        assert client.get(address).data == before
        assert "secret" not in client.get("/verifier").text

    def test_the_press_text_and_the_script_are_not_in_it(
        self, online: tuple[str, str, str], client: FlaskClient
    ) -> None:
        text = client.get(online[0]).text

        assert "Que s’est-il passé" in text
        assert "journaliste" not in text
        assert "Voici l’information que" not in text

    @pytest.mark.usefixtures("language")
    def test_once_withdrawn_its_address_says_only_that(
        self, services: Services, desk: Desk, online: tuple[str, str, str], pages: Pages
    ) -> None:
        address, incident_id, notice_id = online
        withdraw(services, desk.dpo, incident_id, notice_id)
        act_as_nobody(pages.client)

        for path in (address, f"{address}/fr"):
            page = pages.get(path, status=410)
            assert "02/03/2026" in page.text
            assert "Tilleuls" not in page.text
            assert "date était fausse" not in page.text

    @pytest.mark.parametrize("rest", ["", "/fr", "/de", "/fr/x"])
    def test_what_is_not_published_is_like_what_is_not_there(
        self, services: Services, draft: tuple[str, str, str], client: FlaskClient, rest: str
    ) -> None:
        known = client.get(f"/notices/{reference_of(services, draft[1])}{rest}")
        unknown = client.get(f"/notices/INC-2000-9999{rest}")

        assert known.status_code == unknown.status_code == 404
        assert re.sub(r"INC-\d{4}-\d{4}|value=\S+", "", known.text) == re.sub(
            r"INC-\d{4}-\d{4}|value=\S+", "", unknown.text
        )

    def test_a_language_without_text_is_not_there(
        self, services: Services, desk: Desk, client: FlaskClient
    ) -> None:
        _desk, incident_id = save_case(services, desk)
        notice_id = save_notice(services, desk.dpo, incident_id)
        view = notice(services, incident_id, notice_id)
        with services.unit_of_work(desk.dpo) as uow:
            service.edit(uow, incident_id, notice_id, view.version, {"en": view.texts["en"]})
        approve(services, save_deputy(services, desk), incident_id, notice_id)
        with services.unit_of_work(desk.dpo) as uow:
            version = service.get(uow, incident_id, notice_id).version
            service.publish(uow, incident_id, notice_id, version, SITE)

        address = f"/notices/{reference_of(services, incident_id)}"
        assert client.get(f"{address}/fr").status_code == 404
        assert 'lang="en"' in client.get(address).text


def test_what_people_typed_stays_text(
    services: Services, desk: Desk, client: FlaskClient, sign_in: SignIn
) -> None:
    _desk, incident_id = save_case(services, desk)
    mark = "</style><script>alert(1)</script>"
    notice_id = save_notice(services, desk.dpo, incident_id, title=f"Avis {mark}")
    sign_in(client, desk.dpo)
    text = client.get(f"/incidents/{incident_id}/publications/{notice_id}/preview/fr").text

    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_a_draft_says_so_on_its_face(pages: Pages, draft: tuple[str, str, str]) -> None:
    assert "ni approuvé, ni publié" in pages.get(f"{draft[0]}/preview/fr").text
    pages.get(f"{draft[0]}/preview/de", status=404)
    pages.get(f"{draft[0]}/hotline/de", status=404)


def test_the_page_is_taken_along_as_one_file(
    pages: Pages, services: Services, online: tuple[str, str, str]
) -> None:
    address, incident_id, notice_id = online
    reply = pages.client.get(f"/incidents/{incident_id}/publications/{notice_id}/page/fr")

    assert reply.data == pages.client.get(f"{address}/fr").data
    name = f"{reference_of(services, incident_id)}-v1-fr.html"
    assert f"filename={name}" in reply.headers["Content-Disposition"]


def test_the_page_for_checking_messages_leads_to_the_notice(
    pages: Pages, online: tuple[str, str, str]
) -> None:
    act_as_nobody(pages.client)

    page = pages.get("/verifier")
    [link] = [one for one in page.links if one.startswith("/notices/")]
    assert link.startswith(online[0])
    assert pages.client.get(link).status_code == 200


def test_without_a_value_the_texts_are_not_shown_half(
    pages: Pages, services: Services, desk: Desk
) -> None:
    _desk, incident_id = save_case(services, desk)
    with services.unit_of_work(desk.dpo) as uow:
        notice_id = service.create(uow, incident_id, new_id(), FROM_FACTS, SITE)
    base = f"/incidents/{incident_id}/publications/{notice_id}"

    assert "il manque une valeur" in pages.get(f"{base}/").text
    assert "preview" not in "".join(pages.get(f"{base}/").links)
    pages.get(f"{base}/preview/fr", status=409)
    pages.get(f"{base}/hotline/fr", status=404)


def test_the_list_says_for_how_many_it_is_the_last_channel(
    pages: Pages, services: Services, desk: Desk
) -> None:
    nobody = Rules(First.EMAIL, frozenset(), notice=True)
    _desk, incident_id = save_case(services, desk)
    save_people(services, incident_id, [build_person(1, email="")])
    order(services, incident_id, nobody)
    everybody = Audience(AudienceFilter())
    campaign_id = save_campaign(services, desk.dpo, incident_id, audience=everybody)
    approve_campaign(services, save_deputy(services, desk), incident_id, campaign_id)

    page = pages.get(f"/incidents/{incident_id}/publications/")
    assert "aucun autre moyen n’atteint : 1" in page.text


def test_all_papers_of_an_exercise_say_so(pages: Pages, services: Services, desk: Desk) -> None:
    _desk, incident_id, notice_id = published(services, desk, is_exercise=True)
    base = f"/incidents/{incident_id}/publications/{notice_id}"

    assert "EXERCICE" in "".join(pages.get(f"{base}/").one("textarea", id="press-fr").itertext())
    assert "EXERCICE" in "".join(pages.get(f"{base}/hotline/fr").one("main").itertext())
    assert "EXERCICE" in pages.client.get(f"{base}/page/fr").text
