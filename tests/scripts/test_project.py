"""Which environment a command of the project has, and what is installed into it."""

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "project.py"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The script, in a project of its own, and the programs that it ran."""
    spec = importlib.util.spec_from_file_location("project", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    ran = []

    def run(command, **_):
        ran.append([str(Path(command[0]).relative_to(tmp_path)), *command[1:]])
        return SimpleNamespace(returncode=0)

    names = ("pyproject.toml", "requirements.lock", "demo.lock", "spark.lock")
    pyproject, lock, demo, spark = (tmp_path / name for name in names)
    for each in (pyproject, lock, demo, spark):
        each.write_text("one")
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "LOCK", lock)
    monkeypatch.setattr(script, "DEMO_LOCK", demo)
    monkeypatch.setattr(script, "SPARK_LOCK", spark)
    monkeypatch.setattr(script.subprocess, "run", run)
    monkeypatch.setattr(script.venv, "create", lambda folder, **_: folder.mkdir(exist_ok=True))
    return SimpleNamespace(run=script.main, ran=ran, pyproject=pyproject, lock=lock, demo=demo, spark=spark)


def test_the_demo_has_an_environment_of_its_own_without_what_develops_the_package(project):
    assert project.run(["demo"]) == 0
    locked, package, demo = project.ran
    assert locked[0].startswith(".venv-demo/")
    assert locked[-3:] == ["--require-hashes", "--requirement", str(project.demo)]
    assert {"--no-index", "--no-build-isolation"} <= set(package)
    assert package[-2:] == ["--editable", "."]
    assert demo[1:] == ["examples/extract_article.py"]
    assert demo[0] == package[0] == locked[0]


def test_the_tests_have_what_develops_the_package(project):
    project.run(["test", "-x"])
    locked, package, test = project.ran
    assert locked[0].startswith(".venv/")
    assert locked[-3:] == ["--require-hashes", "--requirement", str(project.lock)]
    assert package[-2:] == ["--editable", "."]
    assert test[1:3] == ["-m", "pytest"]
    assert test[-1] == "-x"


def test_spark_is_added_once_and_only_where_it_is_tested(project):
    project.run(["cluster"])
    *made, spark, test = project.ran
    assert [command[-1] for command in made] == [str(project.lock), "."]
    assert spark[-3:] == ["--require-hashes", "--requirement", str(project.spark)]
    assert test[1:5] == ["-m", "pytest", "-m", "cluster"]
    project.ran.clear()
    project.run(["cluster"])
    assert len(project.ran) == 1
    project.spark.write_text("another")
    project.run(["cluster"])
    assert project.ran[1] == spark


def test_an_environment_is_made_once_and_again_where_what_it_needs_has_changed(project):
    for _ in range(2):
        project.run(["demo"])
    assert len(project.ran) == 4
    for changed in (project.pyproject, project.lock, project.demo):
        project.ran.clear()
        changed.write_text("another")
        project.run(["demo"])
        assert len(project.ran) == 3


def test_the_demo_takes_the_environment_of_the_tests_where_it_is_there(project):
    project.run(["setup"])
    project.run(["demo"])
    assert [command[0].split("/")[0] for command in project.ran] == [".venv"] * 3


def test_a_command_that_is_none_is_wrong_usage(project):
    assert project.run(["demonstrate"]) == 2
    assert project.ran == []


def test_the_quick_tests_are_those_that_are_not_thorough_and_the_tests_are_all(project):
    project.run(["quick"])
    assert project.ran[-1][-2:] == ["-m", "not browser and not cluster and not thorough"]
    project.run(["test"])
    assert not any("thorough" in each for each in project.ran[-1])


def test_the_whole_check_runs_all_tests():
    ci = (SCRIPT.parents[1] / ".ci" / "run").read_text(encoding="utf-8")
    assert ["project.py test\n" in ci, "project.py browser\n" in ci, "quick" in ci] == [True, True, False]
