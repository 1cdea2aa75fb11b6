"""With BREACHDESK_REQUIRE_ALL a run fails that skipped a test or left out a kind of test."""

import os
from collections import Counter

import pytest

KINDS = ("browser", "postgres")


class RequireAll:
    """Counts what ran; decides at the end whether the run may call itself complete."""

    def __init__(self) -> None:
        self.skipped: list[str] = []
        self.passed: Counter[str] = Counter()
        self.faults: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.append(report.nodeid)
        if report.when == "call" and report.passed:
            self.passed.update(kind for kind in KINDS if kind in report.keywords)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.faults = [f"skipped: {nodeid}" for nodeid in self.skipped]
        self.faults += [f"no test marked {kind} passed" for kind in KINDS if not self.passed[kind]]
        if self.faults and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.faults:
            terminalreporter.section("BREACHDESK_REQUIRE_ALL: this run was not complete", red=True)
            for fault in self.faults:
                terminalreporter.line(fault)


def pytest_configure(config: pytest.Config) -> None:
    is_worker = hasattr(config, "workerinput")
    if os.environ.get("BREACHDESK_REQUIRE_ALL") and not is_worker:
        config.pluginmanager.register(RequireAll())
