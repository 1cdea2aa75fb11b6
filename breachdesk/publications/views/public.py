"""The notice as everybody reads it: exactly the bytes that were approved, and nothing else."""

import re
from base64 import b64encode
from hashlib import sha256

from flask import Blueprint, make_response, render_template
from werkzeug.wrappers import Response

from breachdesk.infra.i18n import LANGUAGES
from breachdesk.kernel.actor import Actor
from breachdesk.publications.domain.notice import NOTICE_PAGE
from breachdesk.publications.service import pages
from breachdesk.web.context import services
from breachdesk.web.guards import public
from breachdesk.web.language import current

bp = Blueprint("notices", __name__, url_prefix=NOTICE_PAGE)
READER = Actor.system("public-notice")
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
GONE = 410


@bp.get("/<string:reference>")
@public
def show(reference: str) -> Response:
    """In the reader's language where there is a page in it."""
    with services().reading(READER) as uow:
        return _answer(pages.online(uow, reference, current(), or_other=True))


@bp.get("/<string:reference>/<string:language>")
@public
def language(reference: str, language: str) -> Response:
    with services().reading(READER) as uow:
        return _answer(pages.online(uow, reference, language if language in LANGUAGES else ""))


def standalone(content: bytes) -> Response:
    """A page that brings its own style: only that style may take effect, and nothing is fetched."""
    reply = make_response(content)
    reply.headers["Content-Type"] = "text/html; charset=utf-8"
    styles = " ".join(f"'sha256-{_digest(one)}'" for one in STYLE.findall(content))
    reply.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {styles}; form-action 'none'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    return reply


def _answer(found: pages.Online) -> Response:
    if found.withdrawn_at:
        words = {"withdrawn_at": found.withdrawn_at}
        return make_response(render_template("notices/withdrawn.html", **words), GONE)
    return standalone(found.content)


def _digest(style: bytes) -> str:
    return b64encode(sha256(style).digest()).decode()
