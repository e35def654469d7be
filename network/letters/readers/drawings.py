"""The drawings of a letter, made from its counts: lines that run to the button, and a mark for each member.

Pure geometry. Every line stands for a signature, and what it counts is said in words beside it.
"""

from cms.core.drawings import coordinate

# The strip is a box of 100 x 100 that the style sheet stretches. More lines than these run together.
STRIP_TOP, STRIP_BOTTOM, STRIP_MEET = 6.0, 94.0, 50.0
MOST_STRIP_LINES = 30
# A member's mark: the sheaf of all in a box of 44 x 44, with its own line drawn once more.
MARK_TOP, MARK_BOTTOM, MARK_RIGHT, MARK_FLOOR = 2.0, 40.0, 42.0, 43.0
MOST_MARK_LINES = 17


def strip_lines(count: int) -> str:
    """Return one path in which a line for each of ``count`` signatures runs to the button; "" for none."""
    return "".join(
        f"M0 {y}C50 {y} 45 {coordinate(STRIP_MEET)} 100 {coordinate(STRIP_MEET)}"
        for y in _heights(min(count, MOST_STRIP_LINES), STRIP_TOP, STRIP_BOTTOM)
    )


def mark_lines(count: int) -> str:
    """Return the path that all marks have in common: a line for each member."""
    return "".join(_mark_line(y) for y in _heights(min(count, MOST_MARK_LINES), MARK_TOP, MARK_BOTTOM))


def mark_line(index: int, count: int) -> str:
    """Return a member's own line: that of its place in the list, which says nothing about it but its name."""
    heights = _heights(count, MARK_TOP, MARK_BOTTOM)
    return _mark_line(heights[index])


def _mark_line(y: str) -> str:
    return f"M0 {y}C21 {y} 23.1 {coordinate(MARK_FLOOR)} {coordinate(MARK_RIGHT)} {coordinate(MARK_FLOOR)}"


def _heights(count: int, top: float, bottom: float) -> list[str]:
    step = (bottom - top) / max(count - 1, 1)
    return [coordinate(top + step * index) for index in range(count)]
