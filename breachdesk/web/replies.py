"""Ways to end a request."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from flask import flash, redirect, render_template, send_file
from werkzeug.wrappers import Response

from breachdesk.kernel.text import Text
from breachdesk.web.forms import Form
from breachdesk.web.language import say

UNPROCESSABLE = 422


def saved(message: Text, location: str) -> Response:
    """After a POST that changed something: tell it once, and send the browser to a GET."""
    flash(say(message), "success")
    return redirect(location, code=303)


def status_of(form: Form) -> int:
    """200 for a fresh form, 422 when what was typed was refused."""
    return UNPROCESSABLE if form.is_refused else 200


def page(template: str, form: Form, **words: object) -> tuple[str, int]:
    return render_template(template, form=form, **words), status_of(form)


def is_local(address: str) -> bool:
    """Whether one may send the browser there: a path of ours, however it is spelled.

    Browsers read a backslash as a slash and skip control characters and spaces.
    """
    return (
        address.startswith("/")
        and not address.startswith("//")
        and "\\" not in address
        and all(character > " " for character in address)
    )


def download(content: bytes | BinaryIO, name: str, media_type: str) -> Response:
    """Always as an attachment, never shown in our origin; `name` must hold no person's data.

    An open file is sent piece by piece, and closed then.
    """
    file = BytesIO(content) if isinstance(content, bytes) else content
    return _attached(file, name, media_type)


def download_file(path: Path, media_type: str) -> Response:
    """The same of a file under its own name."""
    return _attached(path, path.name, media_type)


def _attached(content: BinaryIO | Path, name: str, media_type: str) -> Response:
    reply: Response = send_file(
        content, mimetype=media_type, as_attachment=True, download_name=name, etag=False
    )
    reply.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return reply
