"""Puts into a wheel what Python packages do not carry by themselves. The rest is in setup.cfg."""

import shutil
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py

TOP_LEVEL = ("templates", "static", "migrations")
NOT_SHIPPED = shutil.ignore_patterns("__pycache__", "*.pyc", "*.md")


def compile_catalogues(package: Path) -> None:
    for source in package.glob("translations/*/LC_MESSAGES/*.po"):
        with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(text))


class BuildWithResources(build_py):
    """Compiles the catalogues and copies the top-level folders to breachdesk/shipped."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            compile_catalogues(Path("breachdesk"))
            return
        package = Path(self.build_lib, "breachdesk")
        compile_catalogues(package)
        shutil.rmtree(package / "shipped", ignore_errors=True)
        for name in TOP_LEVEL:
            shutil.copytree(name, package / "shipped" / name, ignore=NOT_SHIPPED)


setup(cmdclass={"build_py": BuildWithResources})
