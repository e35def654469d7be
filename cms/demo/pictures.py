"""Pictures drawn for the demonstration: lines that set out from different places and meet.

They stand where real logos and photographs will stand, and take nothing from anybody's emblem.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, GREEN, HAIRLINE, SUN = "#fbf8f3", "#1b2230", "#0e4f49", "#d9d2c5", "#e2a73b"
# Drawn twice as large and then made smaller, so that lines are smooth.
LOGO, CARD = (1200, 600), (2400, 1260)
STEPS = 60
WORD_SPACE = 0.3
# The site's own fonts, cut by script: letters of one are not in the other.
FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
GEORGIAN, LATIN = "ka", "la"


def logo(words: str) -> bytes:
    """Return a neutral plate with an acronym."""
    image = Image.new("RGB", LOGO, "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.rectangle((16, 16, LOGO[0] - 17, LOGO[1] - 17), outline=HAIRLINE, width=8)
    size = 240 if len(words) < 5 else 200
    _write(draw, (LOGO[0] - _width(words, size)) / 2, 380, words, size)
    draw.line((120, 500, LOGO[0] - 120, 500), fill=GREEN, width=8)
    return _png(image)


def drawing(lines: int) -> bytes:
    """Return lines that come together."""
    image = Image.new("RGB", CARD, PAPER)
    _sheaf(ImageDraw.Draw(image), lines, 120, CARD[1] - 180)
    return _png(image)


def share_card(lines: list[str]) -> bytes:
    """Return the picture that services show beside a shared link: the name above the lines."""
    image = Image.new("RGB", CARD, PAPER)
    draw = ImageDraw.Draw(image)
    _sheaf(draw, 9, 600, CARD[1] - 140)
    size = 168
    while max(_width(line, size) for line in lines) > CARD[0] - 320:
        size -= 8
    for number, line in enumerate(lines):
        _write(draw, 160, 300 + number * 210, line, size)
    return _png(image)


def _sheaf(draw: ImageDraw.ImageDraw, lines: int, top: int, bottom: int) -> None:
    for number in range(lines):
        start = (40 + (74 * number) % 360, top + number * (bottom - top) / lines)
        draw.line(list(_curve(start, (CARD[0], bottom))), fill=GREEN, width=8, joint="curve")
        draw.ellipse((start[0] - 16, start[1] - 16, start[0] + 16, start[1] + 16), fill=SUN)


def _curve(start: tuple[float, float], end: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Yield the points of a curve that leaves and arrives level."""
    meet = end[0] * 0.9
    half = (start[0] + meet) / 2
    for number in range(STEPS + 1):
        t = number / STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        yield (
            sum(weight * x for weight, x in zip(weights, (start[0], half, half, meet), strict=True)),
            sum(weight * y for weight, y in zip(weights, (start[1], start[1], end[1], end[1]), strict=True)),
        )
    yield end


def _runs(words: str) -> Iterator[tuple[str, str]]:
    """Yield each word with the script whose font has its letters."""
    for word in words.split():
        yield word, GEORGIAN if any("ა" <= char <= "ჿ" for char in word) else LATIN


def _font(script: str, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the site's serif; where Pillow was built without WOFF2, its own font, which has Latin letters only."""
    try:
        return ImageFont.truetype(FONTS / f"serif-{script}.woff2", size)
    except OSError:
        return ImageFont.load_default(size)


def _width(words: str, size: int) -> float:
    return sum(_font(script, size).getlength(word) for word, script in _runs(words)) + size * WORD_SPACE * words.count(
        " "
    )


def _write(draw: ImageDraw.ImageDraw, left: float, baseline: float, words: str, size: int) -> None:
    for word, script in _runs(words):
        font = _font(script, size)
        draw.text((left, baseline), word, fill=INK, font=font, anchor="ls")
        left += font.getlength(word) + size * WORD_SPACE


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    smooth = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    smooth.quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
