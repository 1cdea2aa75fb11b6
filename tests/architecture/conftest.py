from tests.integration.conftest import app, blank_instance, mailer, services, settings

__all__ = ["app", "blank_instance", "mailer", "services", "settings"]
