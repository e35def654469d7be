"""The map of the regions: from degrees to the paths of a drawing. Pure, and computed once a process."""

from dataclasses import dataclass
from functools import cache

from network.directory.readers.borders import CORNERS, LINES, REGIONS, Point

# A degree of longitude is shorter than one of latitude: at Tbilisi by the cosine of 42 degrees.
WEST, NORTH = 39.95, 43.65
PER_LONGITUDE, PER_LATITUDE = 147, 198
WIDTH, HEIGHT = 1000, 520
VIEW_BOX = f"0 0 {WIDTH} {HEIGHT}"


@dataclass(frozen=True)
class Shape:
    """A region on the map: its outline as an SVG path, and where its number stands."""

    path: str
    x: int
    y: int


def outline(iso: str) -> list[Point]:
    """Return the corners of a region in their order, in degrees; the first is not repeated at the end."""
    points: list[Point] = []
    for name in REGIONS[iso][0]:
        begin, between, end = LINES[name.removeprefix("-")]
        walked = [CORNERS[begin], *between, CORNERS[end]]
        points += (walked[::-1] if name.startswith("-") else walked)[:-1]
    return points


@cache
def shape(iso: str) -> Shape | None:
    """Return the drawing of a region by its ISO 3166-2 code; None for one that the map does not have."""
    if iso not in REGIONS:
        return None
    first, *others = (_placed(point) for point in outline(iso))
    steps = " ".join(f"{x} {y}" for x, y in others)
    x, y = _placed(REGIONS[iso][1])
    return Shape(f"M{first[0]} {first[1]}L{steps}Z", x, y)


def _placed(point: Point) -> tuple[int, int]:
    longitude, latitude = point
    return round((longitude - WEST) * PER_LONGITUDE), round((NORTH - latitude) * PER_LATITUDE)
