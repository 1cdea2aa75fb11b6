import os
import subprocess
import sys
import venv
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("breachdesk", "templates", "static", "migrations")
FILES = ("setup.py", "setup.cfg", "pyproject.toml", "MANIFEST.in", "LICENSE", "README.md")
LEFTOVERS = ignore_patterns("__pycache__", "*.mo", "*.egg-info")


FIRST_PAGE = """
import os
from breachdesk.app import create_app
from breachdesk.bootstrap import build
from breachdesk.config import Settings

settings = Settings.from_env(os.environ)
client = create_app(settings, build(settings)).test_client()
print(client.get("/", follow_redirects=True).text)
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Without PYTHONPATH, so that nothing but the installed wheel is seen."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env["BREACHDESK_HOME"] = str(cwd / "instance")
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout


def pip(*arguments: str | Path, cwd: Path) -> None:
    run(sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *arguments, cwd=cwd)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel; it borrows the dependencies from ours."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in FOLDERS:
        copytree(ROOT / name, source / name, ignore=LEFTOVERS)
    for name in FILES:
        copy(ROOT / name, source)
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", folder, source, cwd=folder)
    home = folder / "venv"
    venv.create(home, with_pip=False)
    (wheel,) = folder.glob("*.whl")
    pip("--python", home, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    (packages,) = home.glob("lib/python*/site-packages")
    borrowed = [line for line in sys.path if line.endswith("site-packages")]
    (packages / "borrowed.pth").write_text("\n".join(borrowed))
    return home


def folder_of(installed: Path, name: str) -> Path:
    code = f"from breachdesk.infra.paths import resource; print(resource({name!r}))"
    return Path(run(installed / "bin/python", "-c", code, cwd=installed).strip())


def files_below(folder: Path) -> set[str]:
    ignored = {".mo", ".pyc"}
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)) for path in found if path.suffix not in ignored}


class TestInstalledWheel:
    @pytest.mark.parametrize("name", ["templates", "static", "migrations"])
    def test_it_carries_every_file_of_the_folder(self, installed: Path, name: str) -> None:
        folder = folder_of(installed, name)

        assert folder.is_relative_to(installed)
        assert files_below(folder) == files_below(ROOT / name)

    def test_it_carries_every_file_of_the_package(self, installed: Path) -> None:
        package = folder_of(installed, "translations").parent

        shipped = {name for name in files_below(package) if not name.startswith("shipped/")}
        assert shipped == files_below(ROOT / "breachdesk")

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_it_carries_the_compiled_catalogue(self, installed: Path, language: str) -> None:
        catalogue = folder_of(installed, "translations") / language / "LC_MESSAGES/messages.mo"

        assert catalogue.stat().st_size > 0

    def test_it_serves_pages_and_makes_documents(self, installed: Path, tmp_path: Path) -> None:
        register = tmp_path / "register.pdf"

        run(installed / "bin/breachdesk", "init", cwd=tmp_path)
        page = run(installed / "bin/python", "-c", FIRST_PAGE, cwd=tmp_path)
        export = ("register", "export", "--format", "pdf", "--out", register)
        run(installed / "bin/breachdesk", *export, cwd=tmp_path)

        assert "</html>" in page
        assert register.read_bytes().startswith(b"%PDF-")

    def test_its_command_explains_itself(self, installed: Path) -> None:
        assert "Usage" in run(installed / "bin/breachdesk", "--help", cwd=installed)
