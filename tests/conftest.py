"""What tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pipeline import Pipeline

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """A pipeline as it comes. What it keeps of what it has seen changes no record, so all tests share it."""
    return Pipeline()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
