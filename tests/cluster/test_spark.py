import pytest

from borderfacts.arrow import extract_batch, output_schema

pytestmark = pytest.mark.cluster


@pytest.mark.parametrize("nested", [False, True])
def test_spark_gives_the_rows_of_one_process(spark, stories, nested):
    from pyspark.sql.pandas.types import from_arrow_schema

    frame = spark.createDataFrame(stories).repartition(2)
    schema = from_arrow_schema(output_schema(stories.schema, nested=nested))
    found = frame.mapInArrow(lambda batches: (extract_batch(batch, nested=nested) for batch in batches), schema)
    key = "id" if nested else "document_id"
    rows = found.toArrow().to_pylist()
    assert sorted(rows, key=lambda row: row[key]) == sorted(
        extract_batch(stories, nested=nested).to_pylist(), key=lambda row: row[key]
    )
