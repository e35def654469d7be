"""Rows of cells out of what was pasted: a table as the clipboard gives it in HTML, or lines of text. Pure."""

import re
from html.parser import HTMLParser

Cell = list[str]
Row = list[Cell]

LARGEST = 200 * 1024
_IS_HTML = re.compile(r"<(?:table|tbody|tr|td|p|div|li|ul|ol|br|html|body)\b[^<>]*>", re.IGNORECASE)
_BREAKS = frozenset({"p", "div", "br", "li", "ul", "ol", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_BETWEEN_CELLS = re.compile(r"\t|\s\|\s|^\s*\||\|\s*$")
# Signs that are not seen: soft hyphen, zero width, byte order mark, marks of direction, controls.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def rows_of(pasted: str) -> list[Row]:
    """Return the rows of a text in their order; a line outside of any table is a row of one cell."""
    pasted = _INVISIBLE.sub("", pasted[:LARGEST])
    if _IS_HTML.search(pasted):
        reader = _Tables()
        try:
            reader.feed(pasted)
            reader.close()
        except AssertionError:  # how html.parser gives up on a declaration that it does not know
            return _rows_of_lines(_IS_HTML.sub("\n", pasted))
        return reader.finished()
    return _rows_of_lines(pasted)


def _rows_of_lines(text: str) -> list[Row]:
    rows = [[_words(cell) for cell in _BETWEEN_CELLS.split(line)] for line in text.splitlines()]
    return [[[cell] if cell else [] for cell in row] for row in rows if any(row)]


def _words(text: str) -> str:
    return " ".join(text.split())


class _Tables(HTMLParser):
    """Collects rows. A table within a cell is read as lines of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._rows: list[Row] = []
        self._row: Row | None = None
        self._cell: Cell | None = None
        self._line = ""
        self._depth = self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row, a cell or a line."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKS or self._depth > 1 or (tag == "table" and self._cell is not None):
            self._end_line()
        elif tag == "tr":
            self._end_row()
            self._row = []
        elif tag in _CELLS:
            self._end_cell()
            self._cell = []
        self._depth += tag == "table"
        if tag == "li":
            self._line = "• "

    def handle_endtag(self, tag: str) -> None:
        """End a row, a cell or a line."""
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        self._depth = max(self._depth - (tag == "table"), 0)
        if self._depth > 1 or tag in _BREAKS or (tag == "table" and self._depth):
            self._end_line()
        elif tag in _CELLS:
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data: str) -> None:
        """Take what is read."""
        if not self._unseen:
            self._line += data

    def finished(self) -> list[Row]:
        """Return what was collected, whether or not all tags were closed."""
        self._end_row()
        return [row for row in self._rows if any(row)]

    def _end_line(self) -> None:
        words, self._line = _words(self._line), ""
        if not words or words == "•":
            return
        if self._cell is None:
            self._rows.append([[words]])
        else:
            self._cell.append(words)

    def _end_cell(self) -> None:
        self._end_line()
        if self._cell is not None:
            self._row = self._row or []
            self._row.append(self._cell)
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row:
            self._rows.append(self._row)
        self._row = None
