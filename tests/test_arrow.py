"""From Arrow table to Arrow table, alone and in the engines that people have."""

from __future__ import annotations

import datetime as dt
import os
import sys
from functools import partial
from typing import Any

import pytest

from extract.errors import InputError, UsageError

pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")

from extract import Article, Pipeline  # noqa: E402  # what follows needs pyarrow
from extract.arrow import extract_batches, extract_table, schema, spark_schema  # noqa: E402
from extract.arrow_schema import table as table_of  # noqa: E402

TEXT = "China lent Kenya ${}.5 billion last year, 5% more, and 5% to 7% in all."


def documents(count: int = 30) -> Any:
    return pa.table(
        {
            "id": [f"d{n:03d}" for n in range(count)],
            "text": [None if n == 7 else TEXT.format(n) for n in range(count)],
            "date": [dt.date(2020, 1, 1)] * count,
        }
    )


@pytest.fixture(scope="module")
def wanted(pipeline: Pipeline) -> list[dict[str, Any]]:
    rows = [row for row in documents().to_pylist() if row["text"]]
    found = [pipeline(Article(id=row["id"], text=row["text"], date=row["date"])).records for row in rows]
    return list(table_of([record for records in found for record in records]).to_pylist())


def test_a_table_of_records(wanted: list[dict[str, Any]]) -> None:
    found = extract_table(documents())
    assert found.schema.equals(schema(), check_metadata=True)
    assert found.to_pylist() == wanted
    assert {row["value"] for row in wanted if row["text"] == "last year"} == {"2019"}


def test_any_parting_gives_the_same(wanted: list[dict[str, Any]]) -> None:
    batches = documents().to_batches(max_chunksize=4)
    assert [row for batch in extract_batches(iter(batches)) for row in batch.to_pylist()] == wanted
    assert extract_table(documents(0)).schema.equals(schema())


def test_columns_of_other_names_and_types() -> None:
    table = pa.table({"n": [1], "body": pa.array(["It rose 5% last year."], pa.large_string()), "day": ["2011-02-03"]})
    found = extract_table(table, text="body", id="n", date="day", kinds=["date"]).to_pylist()
    assert [(row["doc"], row["value"]) for row in found] == [("1", "2010")]
    found = extract_table(table, text="body", day="2001-01-01", kinds=["date"]).to_pylist()
    assert [(row["doc"], row["value"]) for row in found] == [("sha256:3c6f70980934915a", "2000")]


def test_what_is_no_table_of_documents() -> None:
    with pytest.raises(UsageError, match="the table has no column 'text'; its columns are body"):
        extract_table(pa.table({"body": ["x"]}))
    with pytest.raises(InputError, match="row 2: its text is no string"):
        extract_table(pa.table({"text": pa.array([None, 5])}))
    with pytest.raises(InputError, match="row 1: its date is 'soon'"):
        extract_table(pa.table({"text": ["x"], "date": ["soon"]}))


def test_ray_data(wanted: list[dict[str, Any]]) -> None:
    ray = pytest.importorskip("ray", reason="needs the extra ray")
    pytest.importorskip("ray.data", reason="needs ray[data]")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    try:
        ray.data.DataContext.get_current().enable_progress_bars = False
        dataset = ray.data.from_arrow(documents()).repartition(3)
        rows = dataset.map_batches(extract_table, batch_format="pyarrow").take_all()
    finally:
        ray.shutdown()
    assert sorted(map(repr, rows)) == sorted(map(repr, wanted))


def test_spark(wanted: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="needs pyspark and Java")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        rows = [tuple(row.values()) for row in documents().to_pylist()]
        frame = session.createDataFrame(rows, "id string, text string, date date")
        rows = frame.repartition(3).mapInArrow(extract_batches, spark_schema()).collect()
        money = frame.mapInArrow(partial(extract_batches, kinds=("money",)), spark_schema()).count()
    finally:
        session.stop()
    assert sorted(repr(row.asDict()) for row in rows) == sorted(map(repr, wanted))
    assert money == 29


def test_dask(wanted: list[dict[str, Any]]) -> None:
    bag = pytest.importorskip("dask.bag", reason="needs dask")
    batches = documents().to_batches(max_chunksize=10)
    found = bag.from_sequence(batches).map(extract_table).compute(scheduler="synchronous")
    assert [row for table in found for row in table.to_pylist()] == wanted


def test_daft(wanted: list[dict[str, Any]]) -> None:
    daft = pytest.importorskip("daft", reason="needs daft")
    frame = daft.from_arrow(documents())
    found = pa.Table.from_batches(list(extract_batches(frame.to_arrow_iter())), schema())
    assert daft.from_arrow(found).to_arrow().num_rows == len(wanted)
