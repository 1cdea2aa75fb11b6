from pathlib import Path

import pytest

from breachdesk.infra.paths import Resource, locate, resource

TOP_LEVEL: tuple[Resource, ...] = ("templates", "static", "migrations")


class TestLocate:
    @pytest.mark.parametrize("name", TOP_LEVEL)
    def test_a_checkout_reads_the_top_of_the_repository(
        self, tmp_path: Path, name: Resource
    ) -> None:
        (tmp_path / name).mkdir()

        assert locate(tmp_path / "breachdesk", name) == tmp_path / name

    @pytest.mark.parametrize("name", TOP_LEVEL)
    def test_a_wheel_reads_what_was_shipped_with_it(self, tmp_path: Path, name: Resource) -> None:
        package = tmp_path / "breachdesk"
        (package / "shipped" / name).mkdir(parents=True)

        assert locate(package, name) == package / "shipped" / name

    def test_a_wheel_never_reads_a_stranger_beside_it(self, tmp_path: Path) -> None:
        package = tmp_path / "breachdesk"
        (package / "shipped").mkdir(parents=True)
        (tmp_path / "static").mkdir()

        with pytest.raises(FileNotFoundError):
            locate(package, "static")

    def test_catalogues_lie_in_the_package(self, tmp_path: Path) -> None:
        (tmp_path / "translations").mkdir()

        assert locate(tmp_path, "translations") == tmp_path / "translations"


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_this_checkout_has_its_folders(name: Resource) -> None:
    assert resource(name).parent == Path(__file__).parents[3]
