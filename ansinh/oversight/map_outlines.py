"""Outlines of the communes as GeoJSON, made from the TopoJSON that areas ships."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

DECIMALS = 3


def _points(topology: dict[str, Any]) -> list[list[list[float]]]:
    """The arcs with their differences added up and scaled to degrees; a map on a screen needs 100 m, no more."""
    transform = topology.get("transform", {"scale": [1, 1], "translate": [0, 0]})
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[list[float]] = []
        for dx, dy in arc:
            x, y = (x + dx, y + dy) if "transform" in topology else (dx, dy)
            point = [round(x * sx + tx, DECIMALS), round(y * sy + ty, DECIMALS)]
            if not line or line[-1] != point:
                line.append(point)
        arcs.append(line)
    return arcs


def _ring(indices: list[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    """Arcs joined end to end; a negative index means the arc read backwards."""
    ring: list[list[float]] = []
    for index in indices:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += line[1:] if ring else line
    return ring


def _coordinates(geometry: dict[str, Any], arcs: list[list[list[float]]]) -> list[Any]:
    if geometry["type"] == "Polygon":
        return [_ring(ring, arcs) for ring in geometry["arcs"]]
    return [[_ring(ring, arcs) for ring in polygon] for polygon in geometry["arcs"]]


@cache
def communes_geojson() -> str:
    """A FeatureCollection of the communes since July 2025 as text; ``name`` of a feature is the commune's code."""
    text = files("ansinh.areas").joinpath("data/lao_cai_communes_2025.topojson").read_text(encoding="utf-8")
    topology = json.loads(text)
    arcs = _points(topology)
    features = [
        {
            "type": "Feature",
            "properties": {"name": geometry["properties"]["code"], "title": geometry["properties"]["fullName"]},
            "geometry": {"type": geometry["type"], "coordinates": _coordinates(geometry, arcs)},
        }
        for group in topology["objects"].values()
        for geometry in group["geometries"]
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
