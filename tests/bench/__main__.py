"""`make bench`: the table of figures, and bench.json. Exit code 1 when one is missed."""

import sys
from pathlib import Path

from tests.bench import campaign, letters, mail, people
from tests.bench.assessments import assessments
from tests.bench.controllers import controllers
from tests.bench.documents import notification
from tests.bench.instance import instance
from tests.bench.lists import incident_list
from tests.bench.measure import as_json, table
from tests.bench.trail import verification

BENCHES = (notification, incident_list, verification, assessments)


def main() -> int:
    figures = []
    for bench in BENCHES:
        with instance() as services:
            figures.append(bench(services))
    with instance() as services:
        figures += controllers(services)
    figures += people.figures()
    figures += letters.figures()
    figures += mail.figures()
    figures += campaign.figures()
    sys.stdout.write(table(figures) + "\n")
    Path("bench.json").write_text(as_json(figures), encoding="utf-8")
    return 0 if all(figure.is_met for figure in figures) else 1


raise SystemExit(main())
