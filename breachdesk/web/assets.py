"""static_url(): a content hash in the address, so that files can be cached for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import current_app, url_for


def static_url(path: str) -> str:
    """The address of a file of static/; raises FileNotFoundError for one that is not there."""
    return url_for("static", filename=path, v=_digest(Path(str(current_app.static_folder)) / path))


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
