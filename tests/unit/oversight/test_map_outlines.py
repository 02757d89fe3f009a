"""The outlines drawn are those of the communes there are."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ansinh.areas.public import communes, load_units
from ansinh.oversight.map_outlines import communes_geojson


@pytest.mark.django_db
def test_every_commune_has_an_outline() -> None:
    load_units()
    features = json.loads(communes_geojson())["features"]
    assert {f["properties"]["name"] for f in features} == {unit.code for unit in communes(date(2026, 1, 1))}


def test_outlines_are_closed_and_lie_in_the_province() -> None:
    for feature in json.loads(communes_geojson())["features"]:
        kind, parts = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        for polygon in [parts] if kind == "Polygon" else parts:
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert all(103 < x < 106 and 21 < y < 23.5 for x, y in ring)
