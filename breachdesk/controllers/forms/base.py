"""Forms that change something others may be changing too."""

from wtforms import HiddenField

from breachdesk.kernel.typed import number
from breachdesk.web.forms import Form


class VersionedForm(Form):
    """`version` is what the page was made from."""

    version = HiddenField()

    @property
    def seen(self) -> int:
        """0 for what no page of ours holds: it is then told to be stale."""
        return number(self.text("version")) or 0

    def made_from(self, version: int) -> None:
        """Show the version now stored: of a fresh page, and after a conflict was told."""
        if not self.is_submitted() or self.conflict:
            self.version.data = str(version)
