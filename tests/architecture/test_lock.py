"""The lock that CI installs from: all that the project asks for, wheels only, each by its hash."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = [re.sub(r"\s*\\$", "", line) for line in LOCK.splitlines() if re.match(r"\w", line)]
PYTHONS = ("3.11", "3.12", "3.13")


def asked():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = told["project"]["optional-dependencies"]
    groups = [told["build-system"]["requires"], told["project"]["dependencies"], told["dependency-groups"]["dev"]]
    return [
        Requirement(line) for group in (*groups, *(extras[name] for name in extras if name != "all")) for line in group
    ]


def locked(python):
    """The version of each package that a Python on Linux gets."""
    setting = {
        "python_version": python, "python_full_version": f"{python}.9", "sys_platform": "linux",
        "platform_machine": "x86_64", "implementation_name": "cpython", "platform_python_implementation": "CPython",
    }  # fmt: skip
    wanted = [each for each in map(Requirement, LOCKED) if each.marker is None or each.marker.evaluate(setting)]
    versions = {canonicalize_name(each.name): str(each.specifier).removeprefix("==") for each in wanted}
    assert len(versions) == len(wanted)
    return versions


@pytest.mark.parametrize("python", PYTHONS)
def test_all_that_is_asked_for_is_locked_in_a_version_that_fits(python):
    versions = locked(python)
    missing = [
        str(each) for each in asked() if not each.specifier.contains(versions.get(canonicalize_name(each.name), "0"))
    ]
    assert missing == []


def test_every_package_is_one_version_with_the_hashes_of_its_wheels():
    assert [line for line in LOCKED if not re.match(r"[\w.-]+==[\w.]+( ;|$)", line)] == []
    entries = re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)[1:]
    assert [entry for entry in entries if not re.search(r"^    --hash=sha256:[0-9a-f]{64}", entry, re.MULTILINE)] == []
    assert "--only-binary :all:" in LOCK.splitlines()


def test_no_machine_and_no_index_is_named():
    assert re.findall(r"\S*(?://|--index|--find-links|--trusted)\S*", LOCK) == []
