"""Find the plug-ins of a package: every module that exposes the given name."""

import importlib
import pkgutil
from types import ModuleType


def discover(package: ModuleType, name: str) -> dict[str, object]:
    """Return {module name: module.<name>} in alphabetical order.

    Raises AttributeError when a module lacks the name: that is a programming error.
    """
    found = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda i: i.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        found[info.name] = getattr(module, name)
    return found
