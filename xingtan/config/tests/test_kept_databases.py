"""What test databases are copied from is made anew when a migration changes."""

from pathlib import Path

from tests.migrated import LEANT_ON, digest_of


def a_package(folder: Path) -> Path:
    for name in ("room/migrations/0001_initial.py", *LEANT_ON):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("as it was")
    return folder


def test_the_same_migrations_have_the_same_name(tmp_path: Path) -> None:
    assert digest_of(a_package(tmp_path / "here")) == digest_of(a_package(tmp_path / "there"))


def test_a_changed_migration_has_another_name(tmp_path: Path) -> None:
    package = a_package(tmp_path)
    before = digest_of(package)
    (package / "room/migrations/0001_initial.py").write_text("otherwise")

    assert digest_of(package) != before


def test_a_further_migration_has_another_name(tmp_path: Path) -> None:
    package = a_package(tmp_path)
    before = digest_of(package)
    (package / "room/migrations/0002_more.py").write_text("")

    assert digest_of(package) != before
