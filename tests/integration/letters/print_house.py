"""Prints the letters of a campaign in a process of its own, that a test may kill."""

import os
import sys
from pathlib import Path

from breachdesk.bootstrap import build
from breachdesk.config import Settings
from breachdesk.kernel.ids import new_id
from breachdesk.letters import service
from tests.builders.paper import build_printing, build_shop

if __name__ == "__main__":
    incident_id, campaign_id, folder, per_file = sys.argv[1:]
    services = build(Settings.from_env(os.environ))
    shop = build_shop(services, new_id())
    printing = build_printing(incident_id, campaign_id)
    service.plan(shop, printing, int(per_file))
    service.build(shop, printing, Path(folder))
    services.engine.dispose()
