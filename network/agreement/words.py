"""What changed between two rows of words: the shortest way from one to the other, or nothing if it is too long.

The algorithm is Myers' greedy one (An O(ND) Difference Algorithm, Algorithmica 1, 1986). Its cost grows with the number
of differences and not with what is compared, so that a bound on them is a bound on time, whatever somebody pastes.
"""

from collections.abc import Sequence
from typing import Literal

Kind = Literal["kept", "removed", "added"]
Row = list[tuple[Kind, list[str]]]
# Words that differ; twice as many take four times as long (1,000 take about half a second).
MOST_DIFFERENCES = 1000


def compare(before: Sequence[str], after: Sequence[str], most: int = MOST_DIFFERENCES) -> Row | None:
    """Return runs of words kept, removed and added; None if more than ``most`` words differ."""
    start = _same_at_start(before, after)
    end = _same_at_start(before[start:][::-1], after[start:][::-1])
    middle = _shortest(before[start : len(before) - end], after[start : len(after) - end], most)
    if middle is None:
        return None
    return _joined([("kept", list(before[:start])), *middle, ("kept", list(before[len(before) - end :]))])


def _same_at_start(one: Sequence[str], other: Sequence[str]) -> int:
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


def _shortest(before: Sequence[str], after: Sequence[str], most: int) -> Row | None:
    """Walk from the start, one difference more in each round, until one of the ways has reached the end."""
    if abs(len(before) - len(after)) > most:
        return None
    reached = {1: 0}  # on each diagonal (words of before less words of after): how many words of before are behind us
    history = []
    for differences in range(min(most, len(before) + len(after)) + 1):
        history.append(dict(reached))
        for diagonal in range(-differences, differences + 1, 2):
            x = _step(reached, diagonal, differences)
            y = x - diagonal
            while x < len(before) and y < len(after) and before[x] == after[y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if x >= len(before) and y >= len(after):
                return _way_back(before, after, history)
        reached = {key: x for key, x in reached.items() if abs(key) <= differences + 1}
    return None


def _step(reached: dict[int, int], diagonal: int, differences: int) -> int:
    """Take the way that got further: a word of after is added, or one of before removed."""
    adds = diagonal == -differences or (diagonal != differences and reached[diagonal - 1] < reached[diagonal + 1])
    return reached[diagonal + 1] if adds else reached[diagonal - 1] + 1


def _way_back(before: Sequence[str], after: Sequence[str], history: list[dict[int, int]]) -> Row:
    steps: Row = []
    x, y = len(before), len(after)
    for differences in range(len(history) - 1, 0, -1):
        reached, diagonal = history[differences], x - y
        adds = diagonal == -differences or (diagonal != differences and reached[diagonal - 1] < reached[diagonal + 1])
        came_from = diagonal + 1 if adds else diagonal - 1
        old_x = reached[came_from]
        old_y = old_x - came_from
        here = old_x if adds else old_x + 1
        steps.append(("kept", list(before[here:x])))
        steps.append(("added", [after[old_y]]) if adds else ("removed", [before[old_x]]))
        x, y = old_x, old_y
    steps.append(("kept", list(before[:x])))
    return steps[::-1]


def _joined(steps: Row) -> Row:
    """Put neighbours of one kind together; what was removed stands before what was added in its place."""
    joined: Row = []
    removed: list[str] = []
    added: list[str] = []
    for kind, words in [*steps, ("kept", [""])]:
        if not words:
            continue
        if kind == "removed":
            removed += words
        elif kind == "added":
            added += words
        else:
            changed: Row = [("removed", removed), ("added", added)]
            joined += [run for run in changed if run[1]]
            removed, added = [], []
            if joined and joined[-1][0] == "kept":
                joined[-1][1].extend(words)
            else:
                joined.append(("kept", list(words)))
    return _without_mark(joined)


def _without_mark(joined: Row) -> Row:
    """Take the empty word off again that closed the last run."""
    joined[-1][1].pop()
    return joined if joined[-1][1] else joined[:-1]
