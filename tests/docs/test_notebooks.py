import asyncio
import shutil

import nbformat
import pytest
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient

from .snippets import ROOT

NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))
PICTURES = {"01_first_steps": 0, "02_stories_to_table_chart_map": 2, "03_check_and_correct": 0, "04_join_stories": 0}


def read(notebook):
    return nbformat.read(notebook, as_version=4)


def run(notebook, place):
    """Run a notebook beside a copy of the examples, in a kernel of this Python; return its outputs."""
    shutil.copytree(ROOT / "examples", place / "examples")
    # Without folders to look in, "python3" is this Python's own kernel, whatever kernels the machine has.
    kernel = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
    book = read(notebook)
    folder = str(place / "examples" / "notebooks")
    try:
        NotebookClient(book, km=kernel, timeout=300, resources={"metadata": {"path": folder}}).execute()
    finally:
        asyncio.run(kernel.shutdown_kernel(now=True))
    return [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]


def test_there_are_notebooks_to_run():
    assert {notebook.stem for notebook in NOTEBOOKS} == set(PICTURES)


@pytest.mark.thorough
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(notebook, tmp_path):
    outputs = run(notebook, tmp_path)
    assert [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"] == []
    assert sum("image/png" in output.get("data", {}) for output in outputs) == PICTURES[notebook.stem]
    shown = "".join(output.get("data", {}).get("text/html", "") for output in outputs)
    assert "<script" not in shown


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(notebook):
    book = read(notebook)
    assert [cell for cell in book.cells if cell.get("outputs") or cell.get("execution_count")] == []
    assert book.metadata.kernelspec.name == "python3"
