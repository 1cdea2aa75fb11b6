"""The shape of the tree, as tests: a newcomer who breaks it is told where the thing belongs."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "breachdesk"
SHARED = {"kernel", "infra", "web", "jobs", "cli", "translations"}
ROLES = {"__init__", "domain", "models", "store", "service", "forms", "views", "registry"}
PLUGINS = {"regimes", "kinds", "methods", "playbooks", "catalogue", "texts"}
EXTRA = {
    "audit": {"offline", "ed25519"},  # travel to people who verify an export without us
    "demo": {"case_facts", "cast", "story"},  # the words of the demonstration, pure data
}
FEATURES = sorted(
    p for p in PACKAGE.iterdir() if p.is_dir() and p.name not in SHARED | {"__pycache__"}
)
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("feature", FEATURES, ids=lambda p: p.name)
def test_a_feature_holds_only_known_roles(feature: Path) -> None:
    names = {p.stem for p in feature.iterdir() if p.name != "__pycache__"}

    assert names <= ROLES | PLUGINS | EXTRA.get(feature.name, set())


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_stays_small(module: Path) -> None:
    lines = module.read_text().count("\n")

    assert lines <= 300, f"split {module.name} into a folder of the same name"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_functions_stay_short(module: Path) -> None:
    limit = (
        25 if "views" in module.relative_to(PACKAGE).parts[1:2] or module.stem == "views" else 40
    )
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > limit
    ]

    assert long == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_has_no_inline_script_or_style(template: Path) -> None:
    text = template.read_text()

    assert "|safe" not in text.replace(" ", "")
    assert " style=" not in text
    assert "<script>" not in text
    assert text.count("\n") <= 120


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_rows_and_queries_stay_inside_their_feature(module: Path) -> None:
    home = module.relative_to(PACKAGE).parts[0]
    if home == "tables.py":
        return
    foreign = [
        node.module
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.ImportFrom)
        and node.module
        and (parts := node.module.split("."))[0] == "breachdesk"
        and len(parts) > 1
        and parts[1] != home
        and (
            parts[-1] in {"models", "store"}
            or any(alias.name in {"models", "store"} for alias in node.names)
        )
    ]

    assert foreign == [], "ask that feature's service instead"
