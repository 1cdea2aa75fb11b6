"""What a WSGI server imports: the application of the instance the environment names."""

import os

from flask import Flask

from breachdesk.app import create_app
from breachdesk.bootstrap import build
from breachdesk.config import Settings
from breachdesk.infra import logs


def application() -> Flask:
    settings = Settings.from_env(os.environ)
    logs.configure(settings.log_level)
    services = build(settings)
    services.keys.check()
    return create_app(settings, services)
