"""The picture that services show beside a shared letter: its title, its counts, and the lines of its members.

Drawn at three times its size and made smaller, which smooths the lines. The same colours and lines as on the page.
"""

from functools import cache, lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from network.letters import wording
from network.letters.files.printable import FONTS
from network.letters.readers.reading import LetterReading

WIDTH, HEIGHT, SCALE = 1200, 630, 3
EDGE = 72
SERIF, SANS = "NotoSerif-Bold.ttf", "NotoSans-Regular.ttf"
# Source: static/css/tokens.css, the light scheme.
PAPER, INK, INK_2, GREEN, LINE = "#fbf8f3", "#1b2230", "#454c5a", "#0e4f49", "#d9d2c5"
TITLE_SIZES = (60, 52, 46, 40, 34)
TITLE_LINES = 4
NUMBER_SIZE, LABEL_SIZE, LABEL_WIDTH = 64, 26, 300
MOST_LINES = 30
FLOOR = 428
STEPS = 48
KEPT_PICTURES = 64


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / name), size * SCALE, layout_engine=ImageFont.Layout.BASIC)


def picture(title: str, reading: LetterReading) -> bytes:
    """Return the picture as PNG, 1200 x 630; drawn once for the same words and numbers."""
    counts = tuple((wording.number(count.number), count.label) for count in reading.counts)
    return _drawn(title, counts, reading.state, min(reading.tally.all_members, MOST_LINES))


@lru_cache(maxsize=KEPT_PICTURES)
def _drawn(title: str, counts: tuple[tuple[str, str], ...], state: str, lines: int) -> bytes:
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    draw = ImageDraw.Draw(image)
    _text(draw, EDGE, EDGE - 12, state, SANS, LABEL_SIZE, GREEN)
    _lines(draw, lines, top=_title(draw, title) + 28)
    for index, (number, label) in enumerate(counts):
        left = EDGE + index * (LABEL_WIDTH + 40)
        _text(draw, left, 440, number, SERIF, NUMBER_SIZE, INK)
        for row, words in enumerate(_broken(draw, label, SANS, LABEL_SIZE, LABEL_WIDTH)[:2]):
            _text(draw, left, 522 + row * (LABEL_SIZE + 6), words, SANS, LABEL_SIZE, INK_2)
    buffer = BytesIO()
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    small.quantize(64, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _title(draw: ImageDraw.ImageDraw, title: str) -> int:
    """Write the title as large as it fits into its lines, cut between words if it does not; return where it ends."""
    width = WIDTH - 2 * EDGE
    for size in TITLE_SIZES:
        rows = _broken(draw, title, SERIF, size, width)
        if len(rows) <= TITLE_LINES - (size > TITLE_SIZES[2]):
            break
    if len(rows) > TITLE_LINES:
        rows = [*rows[: TITLE_LINES - 1], f"{rows[TITLE_LINES - 1]} …"]
    for number, row in enumerate(rows):
        _text(draw, EDGE, EDGE + 36 + round(number * size * 1.3), row, SERIF, size, INK)
    return EDGE + 36 + round(len(rows) * size * 1.3)


def _text(draw: ImageDraw.ImageDraw, left: int, top: int, words: str, font: str, size: int, colour: str) -> None:
    draw.text((left * SCALE, top * SCALE), words, fill=colour, font=_font(font, size))


def _broken(draw: ImageDraw.ImageDraw, words: str, font: str, size: int, width: int) -> list[str]:
    """Break words into rows of at most a width; a word that is longer stands alone."""
    rows: list[str] = []
    for word in words.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and draw.textlength(longer, font=_font(font, size)) <= width * SCALE:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


def _lines(draw: ImageDraw.ImageDraw, count: int, top: int) -> None:
    """Draw a line for each member from the left edge into the rule; the rule alone where none has signed."""
    meet = WIDTH - EDGE
    draw.line((meet * SCALE if count else 0, FLOOR * SCALE, WIDTH * SCALE, FLOOR * SCALE), fill=GREEN, width=2 * SCALE)
    for index in range(count):
        start = top + (FLOOR - 12 - top) * index / max(count - 1, 1)
        points = [_point(step / STEPS, start, meet, FLOOR) for step in range(STEPS + 1)]
        draw.line(points, fill=GREEN, width=2 * SCALE, joint="curve")


def _point(at: float, start: float, meet: int, floor: int) -> tuple[float, float]:
    """Return a point of the curve that sets out level and arrives level (a cubic Bézier, as on the page)."""
    xs, ys = (0.0, meet * 0.5, meet * 0.55, float(meet)), (start, start, float(floor), float(floor))
    weights = ((1 - at) ** 3, 3 * (1 - at) ** 2 * at, 3 * (1 - at) * at**2, at**3)
    x, y = (sum(weight * value for weight, value in zip(weights, line, strict=True)) for line in (xs, ys))
    return x * SCALE, y * SCALE
