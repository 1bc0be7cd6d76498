"""The house stands as drawn, and each wall is seen to fail when broken on purpose."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from tests import architecture as house

ORDER = house.layers()

LAZY_BY_NEED = {"xingtan/config/cli.py", "xingtan/config/apps.py"}
"""Django's settings must be named before Django is imported; its app registry be ready before checks are."""


def test_every_foreign_key_points_down() -> None:
    relations = [
        (model._meta.app_label, f"{model._meta.label}.{field.name}", field.related_model._meta.app_label)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
    ]

    assert len(relations) > 20
    assert house.upward_relations(relations, ORDER) == []


def test_every_template_takes_only_templates_of_lower_rooms() -> None:
    templates = list(house.PACKAGE.rglob("templates/**/*.html"))
    breaches = [
        breach
        for path in templates
        for breach in house.upward_includes(str(path), path.read_text(), house.room_of(path), ORDER)
    ]

    assert len(templates) > 30
    assert breaches == []


def test_rooms_are_entered_by_their_doors() -> None:
    breaches = [
        b for path, tree in house.sources() for b in house.side_entrances(_short(path), tree, house.room_of(path))
    ]

    assert breaches == []


def test_no_import_hides_in_a_function() -> None:
    breaches = [
        b
        for path, tree in house.sources()
        if _short(path) not in LAZY_BY_NEED
        for b in house.hidden_imports(_short(path), tree)
    ]

    assert breaches == []


def test_only_actions_write() -> None:
    breaches = [
        b for path, tree in house.sources() if not house.may_write(path) for b in house.stray_writes(_short(path), tree)
    ]

    assert breaches == []


@pytest.mark.parametrize(
    ("check", "arguments"),
    [
        (house.upward_relations, ([("study", "Coverage.bill", "oversight")], ORDER)),
        (house.upward_includes, ("x.html", '{% include "desks/item.html" %}', "billing", ORDER)),
        (house.upward_includes, ("x.html", "{% extends 'oversight/base.html' %}", "study", ORDER)),
        (house.side_entrances, ("x.py", ast.parse("from xingtan.billing.views import bill"), "oversight")),
        (house.side_entrances, ("x.py", ast.parse("import xingtan.rosters.forms"), "billing")),
        (house.side_entrances, ("x.py", ast.parse("from xingtan.rosters import jobs"), "billing")),
        (house.hidden_imports, ("x.py", ast.parse("def f():\n    from xingtan.study import models"))),
        (house.stray_writes, ("views.py", ast.parse("Bill.objects.filter(pk=1).update(x=2)"))),
        (house.stray_writes, ("views.py", ast.parse("Bill.objects.create(x=2)"))),
        (house.stray_writes, ("views.py", ast.parse("bill.save()"))),
    ],
)
def test_a_wall_broken_on_purpose_is_seen(check: object, arguments: tuple[object, ...]) -> None:
    assert len(check(*arguments)) == 1  # type: ignore[operator]


def test_the_import_contracts_hold(tmp_path: Path) -> None:
    assert _contracts_broken(_copy_of_the_house(tmp_path)) == set()


@pytest.mark.parametrize(
    ("file", "offence", "contract"),
    [
        ("xingtan/study/rules/terms.py", "import xingtan.oversight.queries", "A step may use earlier steps"),
        ("xingtan/billing/rules.py", "import xingtan.billing.queries", "Inside a room"),
        ("xingtan/assessment/scheme.py", "import django.utils.timezone", "Rules and hearts are pure"),
        ("xingtan/assessment/queries.py", "import xingtan.billing.models", "Study and assessment never import money"),
        ("xingtan/attic/__init__.py", "", "A step may use earlier steps"),
    ],
)
def test_a_contract_broken_on_purpose_is_seen(tmp_path: Path, file: str, offence: str, contract: str) -> None:
    house_copy = _copy_of_the_house(tmp_path)
    target = house_copy / file
    if not target.exists() and (target.with_suffix("") / "__init__.py").exists():
        target = target.with_suffix("") / "__init__.py"
    target.parent.mkdir(exist_ok=True)
    target.write_text((target.read_text() if target.exists() else "") + f"\n{offence}\n")

    assert any(broken.startswith(contract) for broken in _contracts_broken(house_copy))


def _short(path: Path) -> str:
    return str(path.relative_to(house.ROOT))


def _copy_of_the_house(folder: Path) -> Path:
    leave = shutil.ignore_patterns(
        "static", "assets", "templates", "locale", "tests", "migrations", "__pycache__", "*.mp4"
    )
    shutil.copytree(house.PACKAGE, folder / "xingtan", ignore=leave)
    shutil.copy(house.ROOT / ".importlinter", folder)
    return folder


def _contracts_broken(folder: Path) -> set[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    run = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(folder)}
    )
    broken = {line.removesuffix(" BROKEN").strip() for line in run.stdout.splitlines() if line.endswith(" BROKEN")}
    assert run.returncode == (1 if broken or "rror" in run.stdout else 0), run.stdout + run.stderr
    if run.returncode and not broken:
        return {run.stdout.strip().splitlines()[-1], *(_named_in(run.stdout))}
    return broken


def _named_in(output: str) -> set[str]:
    """Contract names that an error (not a breach) mentions, e.g. a room missing from the layers."""
    return {line.strip() for line in output.splitlines()}
