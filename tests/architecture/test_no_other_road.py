"""The gate is the only road: what names each other road, and that the naming bites."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.checks import keys_lie_apart
from config.environment import BASE

PACKAGES = BASE / "onward"


def calls(name: str) -> set[str]:
    """The modules in which something of this name is called."""
    found = set()
    for path in PACKAGES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and name in ast.unparse(node.func).split("."):
                found.add(str(path.relative_to(PACKAGES)))
    return found


def test_one_module_alone_acts_for_an_organisation_other_than_its_callers():
    assert calls("delivering_to") == {"disclosures/receiving.py"}


def test_nothing_sets_a_session_wide_name():
    assert not [
        path for path in PACKAGES.rglob("*.py")
        if "set_config" in path.read_text() and ", false)" in path.read_text()
    ]  # fmt: skip


# A package, what it must not import, and the contract that says so.
FORBIDDEN = [
    ("web", "from onward.channels.out.folder import put", "Bytes leave through the gate alone"),
    ("returns", "import smtplib", "Network libraries live in channels alone"),
    ("casework", "from onward.web import access", "A package imports only what stands below"),
    ("programmes", "import django", "Rules, layouts and values know no Django"),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> str:
    """What the linter says of a copy in which each forbidden import is made once."""
    copy: Path = tmp_path_factory.mktemp("copy")
    for folder in ("config", "onward"):
        shutil.copytree(BASE / folder, copy / folder, ignore=shutil.ignore_patterns("static"))
    shutil.copy(BASE / "pyproject.toml", copy)
    for package, statement, _ in FORBIDDEN:
        (copy / "onward" / package / "a_probe.py").write_text(f"{statement}\n")
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter, "--no-cache"], cwd=copy, capture_output=True, text=True)
    assert ran.returncode == 1
    return ran.stdout.partition("Broken contracts")[2]


@pytest.mark.parametrize(("package", "statement", "contract"), FORBIDDEN)
def test_a_forbidden_import_breaks_the_contract_that_names_it(told, package, statement, contract):
    (broken,) = [part for part in told.split("\n\n\n") if contract in part]

    assert f"onward.{package}.a_probe -> {statement.split()[1]}" in broken
    assert broken.count("a_probe") == 1


@pytest.mark.parametrize("statement", ["from django.core.mail import send_mail"])
def test_djangos_mail_is_refused_by_the_linter(statement):
    linter = Path(sys.executable).with_name("ruff")

    told = subprocess.run(
        [linter, "check", "--stdin-filename", "onward/web/a_probe.py", "-"],
        cwd=BASE, input=f"{statement}\n", capture_output=True, text=True,
    )  # fmt: skip

    assert "TID251" in told.stdout


def test_in_production_a_key_beside_the_data_is_refused(settings):
    settings.EMBEDDED = False

    assert {error.id for error in keys_lie_apart(None)} == {"onward.E10"}


def test_in_production_keys_elsewhere_are_accepted(settings, tmp_path):
    settings.EMBEDDED = False
    settings.SIGNING_KEY_FILE = tmp_path / "signing.key"
    settings.KEY_ENCRYPTION_KEY_FILE = tmp_path / "key-encryption.key"

    assert keys_lie_apart(None) == []
