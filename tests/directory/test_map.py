"""The map: its geometry, and the list of regions that it is a picture of."""

import re
from collections import Counter

import pytest
from django.test import Client

from network.directory.readers.borders import LINES, REGIONS
from network.directory.readers.drawing import HEIGHT, WIDTH, outline, shape
from network.members.models import Membership
from tests import factories

# Where the seats of the regions lie, in degrees: each must be found in its own region and in no other.
SEATS = {
    "GE-AB": (41.02, 43.00), "GE-AJ": (41.68, 41.64), "GE-GU": (42.00, 41.92), "GE-IM": (42.70, 42.27),
    "GE-KA": (45.48, 41.92), "GE-KK": (44.99, 41.55), "GE-MM": (44.72, 41.85), "GE-RL": (43.16, 42.52),
    "GE-SJ": (42.98, 41.64), "GE-SK": (44.11, 41.98), "GE-SZ": (41.87, 42.51), "GE-TB": (44.80, 41.72),
}  # fmt: skip


def lies_in(point: tuple[float, float], iso: str) -> bool:
    """Count how often a ray from the point crosses the outline."""
    x, y = point
    corners = outline(iso)
    crossed = 0
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed += 1
    return crossed % 2 == 1


def test_each_region_is_a_closed_round() -> None:
    for iso, (names, _label) in REGIONS.items():
        ends = [LINES[name.removeprefix("-")] for name in names]
        ways = [
            (end, begin) if name.startswith("-") else (begin, end)
            for name, (begin, _between, end) in zip(names, ends, strict=True)
        ]
        for (_begin, here), (there, _end) in zip(ways, ways[1:] + ways[:1], strict=True):
            assert here == there, iso


def test_neighbours_share_their_line_and_walk_it_in_opposite_directions() -> None:
    walked = Counter(name for names, _label in REGIONS.values() for name in names)
    assert set(walked.values()) == {1}
    both = {name for name in LINES if name in walked and f"-{name}" in walked}
    one = set(LINES) - both
    assert all(name.startswith(("coast", "north", "south", "east")) for name in one)
    assert all("," in name for name in both)


@pytest.mark.parametrize("iso", REGIONS)
def test_seats_and_numbers_lie_in_their_region_alone(iso: str) -> None:
    for point in (SEATS[iso], REGIONS[iso][1]):
        assert [other for other in REGIONS if lies_in(point, other)] == [iso]


def test_the_drawing_is_small_and_inside_its_frame() -> None:
    paths = [found.path for iso in REGIONS if (found := shape(iso))]
    assert sum(map(len, paths)) < 2048
    numbers = [list(map(int, re.findall(r"-?\d+", path))) for path in paths]
    assert all(0 <= x <= WIDTH for path in numbers for x in path[::2])
    assert all(0 <= y <= HEIGHT for path in numbers for y in path[1::2])
    assert shape("FR-75") is None


# The list of regions.


def region(iso: str, name: str):
    return factories.RegionFactory(iso=iso, name_ka=name, name_en=name, slug=name.lower())


def member_in(*regions, **fields) -> Membership:
    made = factories.MembershipFactory(**fields)
    made.regions.set(regions)
    return made


@pytest.fixture
def directory(db: None):
    return factories.MemberDirectoryPageFactory(slug="tsevrebi", locale="en")


def items(client: Client, query: str = "") -> dict[str, str]:
    """Return the HTML of each region's item by the region's name."""
    html = client.get(f"/en/tsevrebi/{query}").content.decode()
    listed = re.search(r'<ul class="regions">(.*?)</ul>', html, re.S)
    assert listed
    found = re.findall(r"<li>(.*?)</li>", listed[1], re.S)
    return {re.search(r"<span>([^<]+)</span>", item)[1]: item for item in found}


def words(item: str) -> str:
    """Return what a screen reader says of an item."""
    heard = re.sub(r'<svg.*?</svg>|<b aria-hidden="true">.*?</b>', "", item, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", "", heard).split())


def test_regions_with_members_are_links_that_say_how_many(client: Client, directory) -> None:
    imereti, guria = region("GE-IM", "Imereti"), region("GE-GU", "Guria")
    member_in(imereti)
    member_in(imereti, guria)
    found = items(client)
    assert list(found) == ["Guria", "Imereti"]
    assert words(found["Imereti"]) == "Imereti 2 members"
    assert words(found["Guria"]) == "Guria 1 member"
    assert 'href="/en/tsevrebi/?region=imereti#found"' in found["Imereti"]
    assert shape("GE-IM").path in found["Imereti"]


def test_a_region_without_members_is_drawn_and_told_but_no_link(client: Client, directory) -> None:
    region("GE-AB", "Abkhazia")
    member_in()
    item = items(client)["Abkhazia"]
    assert "<a" not in item
    assert shape("GE-AB").path in item
    assert "<text" not in item
    assert words(item) == "Abkhazia no members"


def test_asking_for_a_region_without_members_shows_an_empty_list(client: Client, directory) -> None:
    region("GE-AB", "Abkhazia")
    member_in()
    response = client.get("/en/tsevrebi/?region=abkhazia")
    assert response.status_code == 200
    assert response.context["listing"].ignored == []
    assert "No member passes these filters." in response.content.decode()


def test_numbers_and_links_keep_the_other_filters(client: Client, directory) -> None:
    imereti, guria = region("GE-IM", "Imereti"), region("GE-GU", "Guria")
    member_in(imereti, level="policy")
    member_in(imereti, guria, level="grass_root")
    found = items(client, "?level=policy&region=guria")
    assert words(found["Imereti"]) == "Imereti 1 member"
    assert 'href="/en/tsevrebi/?level=policy&amp;region=imereti#found"' in found["Imereti"]
    assert words(found["Guria"]) == "Guria no members"
    listed = client.get("/en/tsevrebi/?level=policy&region=imereti").context["listing"]
    assert listed.total == 1


def test_the_chosen_region_is_marked(client: Client, directory) -> None:
    imereti, guria = region("GE-IM", "Imereti"), region("GE-GU", "Guria")
    member_in(imereti, guria)
    found = items(client, "?region=imereti")
    assert 'aria-current="true"' in found["Imereti"]
    assert "aria-current" not in found["Guria"]


def test_a_region_that_the_map_does_not_have_is_in_the_list_if_a_member_works_there(client: Client, directory) -> None:
    abroad, _unused = region("FR-IDF", "Paris"), region("FR-NOR", "Normandy")
    member_in(abroad)
    found = items(client)
    assert list(found) == ["Paris"]
    assert "<svg" not in found["Paris"]
