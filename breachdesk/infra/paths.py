"""Where templates, static files, migrations and catalogues lie: in a checkout and in a wheel."""

from pathlib import Path
from typing import Literal

Resource = Literal["templates", "static", "migrations", "translations"]


def resource(name: Resource) -> Path:
    """The folder `name`; raises FileNotFoundError when this copy of BreachDesk lacks it."""
    return locate(Path(__file__).parents[1], name)


def locate(package: Path, name: Resource) -> Path:
    """The same for the code that lies in `package`.

    An installed wheel has a folder `shipped`, into which setup.py copies what stands at the top
    of the repository. A checkout does not, and reads the top of the repository.
    """
    if name == "translations":
        folder = package / name
    elif (package / "shipped").is_dir():
        folder = package / "shipped" / name
    else:
        folder = package.parent / name
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return folder
