"""`make bench`: the table of figures. Exit code 1 when one is missed."""

import sys

from tests.bench.assessments import assessments
from tests.bench.documents import notification
from tests.bench.instance import instance
from tests.bench.lists import incident_list
from tests.bench.measure import table
from tests.bench.trail import verification

BENCHES = (notification, incident_list, verification, assessments)


def main() -> int:
    figures = []
    for bench in BENCHES:
        with instance() as services:
            figures.append(bench(services))
    sys.stdout.write(table(figures) + "\n")
    return 0 if all(figure.is_met for figure in figures) else 1


raise SystemExit(main())
