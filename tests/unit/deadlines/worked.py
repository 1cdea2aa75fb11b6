"""The worked examples of the 72-hour clock, by their ids."""

import json
from pathlib import Path
from typing import Any

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("cases.json").read_text(encoding="utf-8")
)["examples"]
IDS = [case["id"] for case in CASES]
