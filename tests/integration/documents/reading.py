"""A PDF as a reader, a validator and a machine see it."""

import json
import subprocess
from io import BytesIO
from typing import Any

import pikepdf


def text_of(pdf: bytes) -> str:
    """The text in reading order, white space folded; poppler, not our own library, reads it."""
    run = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"],  # noqa: S607  # wherever it is
        input=pdf,
        capture_output=True,
        check=True,
    )
    return " ".join(run.stdout.decode().split())


def attachment_of(pdf: bytes) -> Any:  # noqa: ANN401  # any JSON
    with pikepdf.open(BytesIO(pdf)) as file:
        [name] = file.attachments
        return json.loads(file.attachments[name].get_file().read_bytes())
