"""Log lines as JSON: constant messages, scalars and ids, never a person's data."""

import json
import logging
import re
import sys
from datetime import UTC, datetime

ALLOWED = (str, int, float, bool, type(None))
NIR = re.compile(r"\b[1-478]\s?\d{2}\s?\d{2}\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})?\b")
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w+")
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


class JsonFormatter(logging.Formatter):
    """One object a line. Only scalars of `extra` are kept; what looks personal is masked."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": mask(record.getMessage()),
        }
        for name, value in vars(record).items():
            if name not in STANDARD and isinstance(value, ALLOWED):
                line[name] = mask(value) if isinstance(value, str) else value
        if record.exc_info:
            line["exception"] = mask(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def mask(text: str) -> str:
    """The second net, for what a developer forgot: national numbers and addresses go out."""
    return EMAIL.sub("[e-mail]", NIR.sub("[number]", text))


def configure(level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # These two name addresses and parameters at level INFO.
    for noisy in ("weasyprint", "fontTools", "apscheduler"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
