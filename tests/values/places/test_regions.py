"""Parts of the world have no point on a map."""

import pytest

import borderfacts


@pytest.mark.parametrize("region", ["Europe", "Central America", "West Africa", "the Middle East", "Southeast Asia"])
def test_a_part_of_the_world_has_no_point(region):
    extraction = borderfacts.extract(
        f"Most of the migrants had come from {region}, the agency in Dover said on Monday."
    )
    [found] = [place for place in extraction.places if place.name in region]
    assert (found.country, found.lat, found.lon) == (None, None, None)
    assert [place.lat is not None for place in extraction.places if place.name == "Dover"] == [True]
