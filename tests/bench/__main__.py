"""Speed of the pages that readers meet most, uncached: ``make bench``.

Each page is measured beside a constant answer of the same bytes from the same server, in turn, so that the
ratio says what Wagtail, the database and the templates cost; a machine's own speed and noise fall out of it.
"""

import re
import sys
import tempfile
import urllib.request
from pathlib import Path

from tests.bench.load import generator, measure
from tests.served import server

SECONDS = 5
WARM_UP = 1
PAGES = {"home": "/ka/", "news-list": "/ka/siakhleebi/"}
ROW = "{:<12} {:>8} {:>10} {:>9} {:>12} {:>9} {:>8}"


def read(url: str) -> bytes:
    """Return what an address answers."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read()


def addresses(url: str) -> dict[str, str]:
    """Add the first news item and the first project that the site's map names."""
    paths = re.findall(rb"<loc>https?://[^/]+(/ka/[^<]+)</loc>", read(f"{url}/sitemap.xml"))
    first = {
        "news-item": next(path for path in paths if re.fullmatch(rb"/ka/siakhleebi/[^/]+/", path)),
        "project": next(path for path in paths if re.fullmatch(rb"/ka/[^/]+/proektebi/iris[^/]+/", path)),
    }
    return PAGES | {name: path.decode() for name, path in first.items()}


def compare(url: str, folder: Path) -> None:
    """Print one line a page."""
    print(ROW.format("page", "bytes", "pages/s", "p99 ms", "constant/s", "p99 ms", "ratio"))
    for name, path in addresses(url).items():
        body = read(url + path)
        (folder / f"{name}.html").write_bytes(body)
        for address in (url + path, f"{url}/constant/{name}/"):
            measure(address, WARM_UP)
        page, constant = measure(url + path, SECONDS), measure(f"{url}/constant/{name}/", SECONDS)
        figures = (page.per_second, page.p99, constant.per_second, constant.p99)
        ratio = f"1:{constant.per_second / page.per_second:.1f}"
        print(ROW.format(name, len(body), *(f"{figure:.1f}" for figure in figures), ratio), flush=True)


def main() -> None:
    """Seed a database of its own, serve it as in production, measure, and leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = Path(made)
        database = f"sqlite:///{folder / 'db.sqlite3'}"
        env = server.environment(database, folder, DJANGO_SETTINGS_MODULE="tests.bench.settings", LOG_LEVEL="ERROR")
        print("Preparing a site with the demonstration content ...", file=sys.stderr)
        server.manage("migrate", "--verbosity", "0", env=env)
        server.manage("seed_demo", env=env)
        server.collect_static(env)
        print(f"gunicorn as in production (deploy/gunicorn.conf.py), SQLite, load by {generator()}, {SECONDS} s each")
        served = {"DJANGO_SETTINGS_MODULE": "tests.bench.settings", "LOG_LEVEL": "ERROR", "WEB_WORKERS": "2"}
        with server.serving(database, folder, **served) as site:
            compare(site.url, folder)


if __name__ == "__main__":
    main()
