import ast
import re
import sys
from configparser import ConfigParser
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.MULTILINE)
ROW = re.compile(r"^\| ([a-z0-9-]+) \| ([^ |]+) \|", re.MULTILINE)


def plain(name: str) -> str:
    return re.split(r"[^A-Za-z0-9_.-]", name)[0].lower().translate({ord("_"): "-", ord("."): "-"})


def direct(section: str, option: str) -> set[str]:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    lines = config[section][option].splitlines()
    return {plain(line) for line in lines if line and not line.startswith("#")}


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / ".ci" / name).read_text()))


RUN_TIME = direct("options", "install_requires")
DEVELOPMENT = direct("options.extras_require", "dev")


def imported() -> set[str]:
    """Top-level names that the package imports and does not own."""
    found: set[str] = set()
    for path in (ROOT / "breachdesk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(str(node.module).partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"breachdesk"}


def test_every_import_of_the_package_is_a_declared_dependency() -> None:
    owners = packages_distributions()
    used = {plain(owner) for name in imported() for owner in owners.get(name, [name])}

    assert used - RUN_TIME == set()


@pytest.mark.parametrize("name", sorted(RUN_TIME | DEVELOPMENT))
def test_the_page_on_dependencies_tells_the_pinned_version(name: str) -> None:
    rows = dict(ROW.findall((ROOT / "docs" / "dependencies.md").read_text()))

    assert rows.get(name) == pins("requirements-dev.txt")[name]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-build.txt"])
def test_the_sets_of_pins_agree_with_each_other(name: str) -> None:
    every = pins("requirements-dev.txt")

    assert {key: every.get(key, value) for key, value in pins(name).items()} == pins(name)


def test_every_pin_comes_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-build.txt"):
        blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / ".ci" / name).read_text())
        assert all("--hash=sha256:" in block for block in blocks if "==" in block)
