"""The locks that CI installs from: all that is asked for, as wheels, each by its hash; Spark, which is none, apart.

Those of the demo and of the jobs of CI are parts of the one for development.
"""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
SPARK_LOCK = (ROOT / "requirements-spark.lock").read_text(encoding="utf-8")
DEMO_LOCK = (ROOT / "requirements-demo.lock").read_text(encoding="utf-8")
CI_LOCK = (ROOT / "requirements-ci.lock").read_text(encoding="utf-8")
LOCKS = pytest.mark.parametrize(
    "lock", [LOCK, SPARK_LOCK, DEMO_LOCK, CI_LOCK], ids=["development", "spark", "demo", "ci"]
)
PYTHONS = ("3.11", "3.12", "3.13")


def asked():
    """What is asked for, and what of it stands in the lock of Spark."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = table["project"]["optional-dependencies"]
    spark = extras.pop("spark")
    assert table["dependency-groups"]["spark"] == spark
    groups = [table["build-system"]["requires"], table["project"]["dependencies"], group_of("dev")]
    groups += [extras[name] for name in extras if name != "all"]
    return [Requirement(line) for group in groups for line in group], [Requirement(line) for line in spark]


def group_of(name):
    """The requirements of a dependency group, with those of the groups that it includes."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    lines = ([each] if isinstance(each, str) else group_of(each["include-group"]) for each in groups[name])
    return [line for part in lines for line in part]


def entries_of(lock):
    """The hashes of each package, as they stand there, by its name and version."""
    entries = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]
    return {re.split(r"[ ;]", entry)[0]: entry.partition("\n")[2].strip() for entry in entries}


def lines_of(lock):
    return [re.sub(r"\s*\\$", "", line) for line in lock.splitlines() if re.match(r"\w", line)]


def locked(lock, python):
    """The version of each package that a Python on Linux gets."""
    setting = {
        "python_version": python, "python_full_version": f"{python}.9", "sys_platform": "linux",
        "platform_machine": "x86_64", "implementation_name": "cpython", "platform_python_implementation": "CPython",
    }  # fmt: skip
    wanted = [each for each in map(Requirement, lines_of(lock)) if each.marker is None or each.marker.evaluate(setting)]
    versions = {canonicalize_name(each.name): str(each.specifier).removeprefix("==") for each in wanted}
    assert len(versions) == len(wanted)
    return versions


@pytest.mark.parametrize("python", PYTHONS)
def test_all_that_is_asked_for_is_locked_in_a_version_that_fits(python):
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run, ci = [*stated["project"]["dependencies"], *group_of("build")], group_of("ci")
    wanted_of = [*asked(), map(Requirement, run), map(Requirement, ci)]
    for lock, wanted in zip((LOCK, SPARK_LOCK, DEMO_LOCK, CI_LOCK), wanted_of, strict=True):
        versions = locked(lock, python)
        missing = [
            str(each) for each in wanted if not each.specifier.contains(versions.get(canonicalize_name(each.name), "0"))
        ]
        assert missing == []


@pytest.mark.parametrize("python", PYTHONS)
def test_spark_changes_no_package_that_is_there(python):
    versions, more = locked(LOCK, python), locked(SPARK_LOCK, python)
    assert {name: more[name] for name in versions.keys() & more.keys()} == {
        name: versions[name] for name in versions.keys() & more.keys()
    }
    assert more.keys() - versions.keys() == {"py4j", "pyspark"}


@pytest.mark.parametrize(("lock", "more"), [(DEMO_LOCK, set()), (CI_LOCK, {"uv"})], ids=["demo", "ci"])
def test_a_lock_of_few_packages_is_a_part_of_that_for_development(lock, more):
    every = entries_of(LOCK)
    apart = [pinned for pinned, hashes in entries_of(lock).items() if every.get(pinned) != hashes]
    assert {pinned.partition("==")[0] for pinned in apart} == more


@LOCKS
def test_every_package_is_one_version_with_the_hashes_of_its_files(lock):
    assert [line for line in lines_of(lock) if not re.match(r"[\w.-]+==[\w.]+( ;|$)", line)] == []
    hashes = entries_of(lock).values()
    assert [each for each in hashes if not re.match(r"--hash=sha256:[0-9a-f]{64}", each)] == []


@pytest.mark.parametrize("lock", [LOCK, DEMO_LOCK, CI_LOCK], ids=["development", "demo", "ci"])
def test_what_is_there_for_all_comes_as_wheels(lock):
    assert "--only-binary :all:" in lock.splitlines()


@LOCKS
def test_no_machine_and_no_index_is_named(lock):
    assert re.findall(r"\S*(?://|--index|--find-links|--trusted)\S*", lock) == []
