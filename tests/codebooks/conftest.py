import pytest

import borderfacts


@pytest.fixture(scope="session")
def read():
    """Extract a text, published on 5 February 2025 (a Wednesday), as the document ``doc``."""

    def extracted(text, **given):
        return borderfacts.extract(text, **{"reference_date": "2025-02-05", "id": "doc", **given})

    return extracted
