"""The notice as one file from a script: what was approved, whole, or nothing.

Set BREACHDESK_WRITE_GOLDEN=1 to write the golden pages anew, and read the difference.
"""

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from breachdesk.bootstrap import Services
from breachdesk.cli.notice import group
from breachdesk.incidents import service as incidents
from tests.builders.accounts import SETUP
from tests.builders.outreach import save_case, save_deputy
from tests.builders.publications import SITE, approve, notice, publish, save_notice
from tests.integration.page import check_page, parse

GOLDEN = Path(__file__).parent / "golden"


def export(services: Services, incident_id: str, out: Path, *more: str) -> Result:
    with services.reading(SETUP) as uow:
        reference = incidents.case(uow, incident_id).reference
    environment = {
        "BREACHDESK_HOME": str(services.settings.home),
        "BREACHDESK_BASE_URL": SITE,
        "BREACHDESK_LANGUAGE": "en",
    }
    arguments = ["export", "--incident", reference, "--out", str(out), "--json", *more]
    return CliRunner().invoke(group, arguments, env=environment)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_what_was_published(services: Services, tmp_path: Path, language: str) -> None:
    desk, incident_id = save_case(services)
    notice_id = save_notice(services, desk.dpo, incident_id)
    approve(services, save_deputy(services, desk), incident_id, notice_id)
    publish(services, desk.dpo, incident_id, notice_id)
    out = tmp_path / "avis.html"

    told = json.loads(export(services, incident_id, out, "--language", language).stdout)

    content = out.read_bytes()
    kept = notice(services, incident_id, notice_id).pages[language]
    assert told["sha256"] == kept.sha256 == sha256(content).hexdigest()
    assert (told["size"], told["number"], told["state"]) == (len(content), 1, "published")
    check_page(parse(content.decode(), str(out)), str(out))
    golden = GOLDEN / f"notice.{language}.html"
    if os.environ.get("BREACHDESK_WRITE_GOLDEN"):
        golden.write_bytes(content)
    assert content.decode() == golden.read_text("utf-8")


def test_what_is_approved_can_go_to_another_site_first(services: Services, tmp_path: Path) -> None:
    desk, incident_id = save_case(services)
    notice_id = save_notice(services, desk.dpo, incident_id)
    approve(services, save_deputy(services, desk), incident_id, notice_id)

    told = json.loads(export(services, incident_id, tmp_path / "avis.html").stdout)

    assert told["state"] == "approved"
    assert "Publié le" not in (tmp_path / "avis.html").read_text("utf-8")


def test_without_an_approval_nothing_is_written(services: Services, tmp_path: Path) -> None:
    desk, incident_id = save_case(services)
    out = tmp_path / "avis.html"
    out.write_text("as it was")
    for prepare in (None, save_notice):
        if prepare:
            prepare(services, desk.dpo, incident_id)
        result = export(services, incident_id, out)

        assert result.exit_code == 2
        assert "approved" in result.stderr
    assert out.read_text() == "as it was"
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["avis.html"]


def test_a_folder_that_is_not_there_is_told(services: Services, tmp_path: Path) -> None:
    desk, incident_id = save_case(services)
    notice_id = save_notice(services, desk.dpo, incident_id)
    approve(services, save_deputy(services, desk), incident_id, notice_id)
    blocked = tmp_path / "file"
    blocked.write_text("")

    assert export(services, incident_id, blocked / "avis.html").exit_code == 1
