"""The drawings of the site, made from data: lines that set out apart and run into one rule.

Pure geometry. A drawing never carries a name or a position that says who somebody is; what it shows is
always said in words beside it, so every one of them is hidden from assistive technology.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# A sheaf is drawn in a box of 100 x 100 that the style sheet stretches.
FIRST_LINE, LAST_LINE = 2.0, 92.6
OWN_LENGTH, OWN_STEP, OWN_SHORTEST = 62.0, 9.0, 8.0

# The lines of the home page's opening meet here, in a box of 1000 x 300.
PLACES_WIDTH, PLACES_HEIGHT, PLACES_MEET = 1000.0, 300.0, 930.0
SAME_TOWN_GAP = 4.5

# Labels keep their size while the drawing is stretched, so their places are chosen for a tablet's width, in pixels.
LABEL_BOX = (900.0, 240.0)
LETTER_WIDTH, LABEL_ASCENT, LABEL_DESCENT, DOT = 8.0, 14.0, 4.0, 4.0
# From the dot to the start of its label: above it, beside it, below it. The first that touches nothing is taken.
LABEL_OFFSETS = ((-3, -11), (10, -8), (10, 13), (-3, 21))


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The three paths of one sheaf: those that agreed, those that went their own way, and their ends."""

    agreed: str
    own: str
    ends: str


@dataclass(frozen=True, slots=True)
class Start:
    """A place where lines set out, in percent of the drawing, and how many do."""

    name: str
    x: float
    y: float
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside a dot; ``dx`` and ``dy`` in pixels from the dot."""

    text: str
    x: float
    y: float
    dx: int
    dy: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that a label or a dot covers."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Say whether the two have any point in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def coordinate(value: float) -> str:
    """Print a coordinate with one decimal at most: a path is a few hundred bytes, not thousands."""
    return f"{value:.1f}".removesuffix(".0")


def sheaf_lines(total: int, agreed: int) -> Sheaf:
    """Return the paths for ``total`` lines of which ``agreed`` run into the rule.

    The others always stand on top, longest first: their order must not betray a member.
    """
    total = max(total, 1)
    agreed = min(max(agreed, 0), total)
    others = total - agreed
    step = (LAST_LINE - FIRST_LINE) / max(total - 1, 1)
    heights = [coordinate(FIRST_LINE + step * index) for index in range(total)]
    own_step = min(OWN_STEP, (OWN_LENGTH - OWN_SHORTEST) / max(others - 1, 1))
    own = [(coordinate(OWN_LENGTH - own_step * index), heights[index]) for index in range(others)]
    curves = "".join(f"M0 {y}C50 {y} 55 100 100 100" for y in heights[others:])
    return Sheaf(
        agreed=f"{curves}M100 100H9999",
        own="".join(f"M0 {y}H{x}" for x, y in own),
        ends="".join(f"M{x} {y}h.01" for x, y in own),
    )


def place_lines(starts: Iterable[Start]) -> str:
    """Return one path in which the lines of all places run into one rule."""
    curves = "".join(curve for start in starts for curve in _curves(start))
    return f"{curves}M{coordinate(PLACES_MEET)} {coordinate(PLACES_HEIGHT)}H9999"


def _curves(start: Start) -> Iterator[str]:
    x = start.x * PLACES_WIDTH / 100
    way = PLACES_MEET - x
    top = start.y * PLACES_HEIGHT / 100 - SAME_TOWN_GAP * (start.lines - 1) / 2
    floor, meet = coordinate(PLACES_HEIGHT), coordinate(PLACES_MEET)
    bend_out, bend_in = coordinate(x + way * 0.5), coordinate(x + way * 0.52)
    for index in range(start.lines):
        y = coordinate(top + SAME_TOWN_GAP * index)
        yield f"M{coordinate(x)} {y}C{bend_out} {y} {bend_in} {floor} {meet} {floor}"


def place_labels(starts: Iterable[Start]) -> list[Label]:
    """Write each name beside its dot where it touches no other; where there is no room, the dot stands alone."""
    starts = list(starts)
    taken = [_around(start) for start in starts]
    labels: list[Label] = []
    for own, start in zip(list(taken), starts, strict=True):
        for dx, dy in LABEL_OFFSETS:
            box = _label_box(start, dx, dy)
            if box.right <= LABEL_BOX[0] and not any(box.touches(other) for other in taken if other != own):
                taken.append(box)
                labels.append(Label(start.name, start.x, start.y, dx, dy))
                break
    return labels


def _pixels(start: Start) -> tuple[float, float]:
    return start.x * LABEL_BOX[0] / 100, start.y * LABEL_BOX[1] / 100


def _around(start: Start) -> Box:
    x, y = _pixels(start)
    return Box(x - DOT, y - DOT, x + DOT, y + DOT)


def _label_box(start: Start, dx: int, dy: int) -> Box:
    x, y = _pixels(start)
    return Box(x + dx, y + dy - LABEL_ASCENT, x + dx + LETTER_WIDTH * len(start.name), y + dy + LABEL_DESCENT)
