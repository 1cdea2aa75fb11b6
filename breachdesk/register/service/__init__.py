"""Reading and exporting the register."""

from breachdesk.register.service.exports import FORMATS, export
from breachdesk.register.service.rows import rows

__all__ = ["FORMATS", "export", "rows"]
