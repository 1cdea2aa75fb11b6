"""Build the Flask application."""

from flask import Flask
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from breachdesk.accounts import views as accounts
from breachdesk.bootstrap import Services
from breachdesk.bundles import views as bundles
from breachdesk.calendars import views as calendars
from breachdesk.config import Settings
from breachdesk.controllers import views as controllers
from breachdesk.dashboard import views as dashboard
from breachdesk.documents import views as documents
from breachdesk.evidence import views as evidence
from breachdesk.facts import views as facts
from breachdesk.filings import views as filings
from breachdesk.incidents import views as incidents
from breachdesk.infra.paths import resource
from breachdesk.measures import views as measures
from breachdesk.notifications import views as notifications
from breachdesk.obligations import views as obligations
from breachdesk.organisations import views as organisations
from breachdesk.outbox import views as outbox
from breachdesk.outreach import views as outreach
from breachdesk.people import views as people
from breachdesk.portal import views as portal
from breachdesk.progress import views as progress
from breachdesk.publications import views as publications
from breachdesk.register import views as register
from breachdesk.reminders import views as reminders
from breachdesk.replies import views as replies
from breachdesk.risk import views as risk
from breachdesk.timeline import views as timeline
from breachdesk.web import errors, filters, headers, language, session

BLUEPRINTS = (
    accounts.bp,
    organisations.bp,
    incidents.bp,
    progress.bp,
    progress.log_bp,
    facts.bp,
    timeline.bp,
    measures.bp,
    obligations.bp,
    risk.bp,
    notifications.bp,
    controllers.bp,
    outreach.bp,
    publications.bp,
    publications.public_bp,
    replies.bp,
    replies.targets_bp,
    filings.bp,
    people.bp,
    portal.bp,
    portal.verifier_bp,
    documents.bp,
    bundles.bp,
    documents.kit_bp,
    evidence.bp,
    reminders.bp,
    outbox.bp,
    register.bp,
    dashboard.bp,
    calendars.bp,
)
MAX_FORM_PARTS = 1_000


def create_app(settings: Settings, services: Services) -> Flask:
    app = Flask(
        "breachdesk",
        template_folder=str(resource("templates")),
        static_folder=str(resource("static")),
    )
    app.config.update(
        SECRET_KEY=services.keys.derive("web-session"),
        SESSION_COOKIE_NAME="__Host-bd" if settings.is_https else "bd",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=settings.max_upload_mb * 1_000_000 + 1_000_000,
        MAX_FORM_MEMORY_SIZE=2_000_000,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        WTF_CSRF_TIME_LIMIT=None,
        BOOTSTRAP_SERVE_LOCAL=True,
        BABEL_DEFAULT_LOCALE="fr",
        BABEL_TRANSLATION_DIRECTORIES=str(resource("translations")),
    )
    app.extensions["breachdesk"] = services
    Babel(app, locale_selector=language.locale)
    Bootstrap5(app)
    CSRFProtect(app)
    for part in (errors, filters, session):
        part.register(app)
    headers.register(app, is_https=settings.is_https)
    accounts.register(app, services.keys)
    progress.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies)  # type: ignore[method-assign]
    return app
