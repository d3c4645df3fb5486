from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

# What the cluster reads: incidents, a story without one, and one that cannot be read.
TABLE = pa.Table.from_pylist(
    [
        *(
            {"id": f"s{number}", "text": f"Officers arrested {number} migrants near Calais on Monday.", "paper": "Wire"}
            for number in range(2, 32)
        ),
        {"id": "calm", "text": "The ferry leaves at noon, and it comes back at five.", "paper": "Post"},
        {"id": "lost", "text": None, "paper": "Post"},
    ]
)


@pytest.fixture(scope="session")
def stories() -> pa.Table:
    return TABLE


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    """A cluster of this machine: two processors for the actors, and what reads the table needs some, too."""
    import ray

    # Its own address, so that it asks no other machine for it.
    ray.init(num_cpus=4, _node_ip_address="127.0.0.1", include_dashboard=False, object_store_memory=100_000_000)
    yield ray
    ray.shutdown()


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Spark in local mode with two processors."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.fail("no Java was found, which Spark needs: install one (Debian: apt-get install default-jre-headless)")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    here = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false"}
    session = SparkSession.builder.master("local[2]").config(map=here).getOrCreate()
    yield session
    session.stop()
