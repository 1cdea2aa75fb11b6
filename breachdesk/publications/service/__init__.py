"""What people do with public notices, and what everybody is shown."""

from breachdesk.publications.service.acts import approve, publish, withdraw
from breachdesk.publications.service.elsewhere import published
from breachdesk.publications.service.notices import create, edit, get, of_case

__all__ = ["approve", "create", "edit", "get", "of_case", "publish", "published", "withdraw"]
