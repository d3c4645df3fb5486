import subprocess
import sys

import pytest

import borderfacts


def in_fresh_python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("name", borderfacts.__all__)
def test_every_public_name_is_there(name):
    assert getattr(borderfacts, name) is not None
    assert name in dir(borderfacts)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = borderfacts.nonsense


def test_the_public_functions_of_the_contract():
    assert {"load", "extract", "extract_events", "extract_many"} <= set(borderfacts.__all__)


@pytest.mark.parametrize("module", ["spacy", "pydantic", "pint", "dateparser", "numpy", "importlib.metadata"])
def test_importing_borderfacts_imports_nothing_heavy(module):
    code = f"import sys; before = set(sys.modules); import borderfacts; print({module!r} in set(sys.modules) - before)"
    assert in_fresh_python(code) == "False"


def test_the_records_need_no_spacy():
    assert in_fresh_python("import sys, borderfacts.records; print('spacy' in sys.modules)") == "False"


def test_the_factories_import_no_component():
    code = (
        "import sys, borderfacts.factories as f; print([m for m in sys.modules if m.startswith('borderfacts.')"
        " and m != 'borderfacts.factories' or m in ('pint', 'dateparser')])"
    )
    assert in_fresh_python(code) == "[]"


def test_the_version_is_that_of_the_package():
    from importlib.metadata import version

    assert borderfacts.__version__ == version("borderfacts")
