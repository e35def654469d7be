"""The regions of Georgia as a few straight lines, drawn for this site by hand from an atlas's degrees.

A drawing, not a survey: it shows which region lies where. Each line between two regions is written once, so that
neighbours always touch; a region is a round of such lines, one with a minus sign being walked backwards.
"""

Point = tuple[float, float]

# Where lines meet: degrees of longitude and latitude.
CORNERS: dict[str, Point] = {
    "psou": (40.01, 43.39),
    "enguri": (41.55, 42.38),
    "gvandra": (42.14, 43.21),
    "shkhara": (43.15, 42.95),
    "mamisoni": (43.79, 42.71),
    "truso": (44.24, 42.64),
    "tusheti": (45.33, 42.53),
    "khrami": (45.28, 41.45),
    "armenia": (44.00, 41.18),
    "goderdzi": (42.59, 41.58),
    "sarpi": (41.55, 41.52),
    "choloki": (41.77, 41.88),
    "supsa": (41.74, 42.04),
    "rioni": (42.12, 42.13),
    "tskhenistskali": (42.52, 42.50),
    "racha": (43.55, 42.46),
    "bakhmaro": (42.53, 41.88),
    "sairme": (42.50, 41.79),
    "surami": (43.45, 41.92),
    "tsalka": (43.85, 41.76),
    "ksani": (44.47, 41.82),
    "digomi": (44.60, 41.76),
    "gldani": (44.92, 41.84),
    "martkopi": (45.12, 41.93),
}

# From corner to corner, with what lies between.
LINES: dict[str, tuple[str, tuple[Point, ...], str]] = {
    "coast of Abkhazia": (
        "psou",
        ((40.26, 43.27), (40.34, 43.15), (40.62, 43.09), (41.00, 42.99), (41.25, 42.80), (41.47, 42.70)),
        "enguri",
    ),
    "coast of Samegrelo": ("enguri", ((41.65, 42.16),), "supsa"),
    "coast of Guria": ("supsa", (), "choloki"),
    "coast of Adjara": ("choloki", ((41.74, 41.74), (41.62, 41.66)), "sarpi"),
    "north of Abkhazia": (
        "psou",
        ((40.25, 43.57), (40.70, 43.53), (41.05, 43.42), (41.42, 43.34), (41.75, 43.24)),
        "gvandra",
    ),
    "north of Svaneti": ("gvandra", ((42.44, 43.24), (42.62, 43.14), (42.88, 43.15)), "shkhara"),
    "north of Racha": ("shkhara", ((43.42, 42.88),), "mamisoni"),
    "north of Shida Kartli": ("mamisoni", ((43.97, 42.57),), "truso"),
    "north of Mtskheta-Mtianeti": ("truso", ((44.50, 42.73), (44.90, 42.74), (45.16, 42.69)), "tusheti"),
    "east of Kakheti": (
        "tusheti",
        (
            (45.77, 42.48), (45.66, 42.20), (45.95, 42.06), (46.20, 41.99), (46.45, 41.88), (46.30, 41.75),
            (46.19, 41.62), (46.45, 41.42), (46.72, 41.28), (46.66, 41.10), (46.45, 41.06), (46.28, 41.19),
            (46.00, 41.19), (45.72, 41.34),
        ),
        "khrami",
    ),
    "south of Kvemo Kartli": ("khrami", ((45.02, 41.29), (44.82, 41.21), (44.55, 41.19), (44.30, 41.21)), "armenia"),
    "south of Samtskhe-Javakheti": ("armenia", ((43.47, 41.11), (43.20, 41.29), (42.83, 41.58)), "goderdzi"),
    "south of Adjara": ("goderdzi", ((42.50, 41.44), (42.15, 41.50), (41.83, 41.43)), "sarpi"),
    "Abkhazia, Samegrelo": ("enguri", ((41.80, 42.48), (42.02, 42.74)), "gvandra"),
    "Samegrelo, Guria": ("supsa", ((41.95, 42.08),), "rioni"),
    "Samegrelo, Imereti": ("rioni", ((42.22, 42.27), (42.36, 42.38)), "tskhenistskali"),
    "Svaneti, Racha": ("tskhenistskali", ((42.47, 42.72), (42.75, 42.88), (43.00, 42.86)), "shkhara"),
    "Imereti, Racha": ("tskhenistskali", ((42.72, 42.42), (43.00, 42.47), (43.25, 42.40)), "racha"),
    "Racha, Shida Kartli": ("racha", ((43.66, 42.60),), "mamisoni"),
    "Guria, Imereti": ("rioni", ((42.30, 42.05),), "bakhmaro"),
    "Guria, Adjara": ("choloki", ((42.05, 41.86), (42.28, 41.80)), "sairme"),
    "Guria, Samtskhe": ("sairme", (), "bakhmaro"),
    "Adjara, Samtskhe": ("sairme", (), "goderdzi"),
    "Imereti, Samtskhe": ("bakhmaro", ((42.80, 41.86), (43.15, 41.90)), "surami"),
    "Imereti, Shida Kartli": ("surami", ((43.53, 42.08), (43.46, 42.28)), "racha"),
    "Samtskhe, Shida Kartli": ("surami", ((43.62, 41.82),), "tsalka"),
    "Samtskhe, Kvemo Kartli": ("tsalka", ((43.83, 41.58), (43.98, 41.45)), "armenia"),
    "Shida Kartli, Kvemo Kartli": ("tsalka", ((44.15, 41.80),), "ksani"),
    "Shida Kartli, Mtskheta-Mtianeti": ("ksani", ((44.56, 41.95), (44.38, 42.10), (44.25, 42.32)), "truso"),
    "Kvemo Kartli, Mtskheta-Mtianeti": ("ksani", (), "digomi"),
    "Tbilisi, Mtskheta-Mtianeti": ("digomi", ((44.72, 41.83),), "gldani"),
    "Kvemo Kartli, Tbilisi": ("digomi", ((44.66, 41.68), (44.85, 41.62), (45.00, 41.68), (45.00, 41.77)), "gldani"),
    "Kvemo Kartli, the mountains": ("gldani", (), "martkopi"),
    "the mountains, Kakheti": ("martkopi", ((45.06, 42.06), (45.16, 42.25), (45.22, 42.42)), "tusheti"),
    "Kvemo Kartli, Kakheti": ("martkopi", ((45.20, 41.75), (45.15, 41.60)), "khrami"),
}  # fmt: skip

# By ISO 3166-2: the lines around, and where a number stands inside.
REGIONS: dict[str, tuple[tuple[str, ...], Point]] = {
    "GE-AB": (("north of Abkhazia", "-Abkhazia, Samegrelo", "-coast of Abkhazia"), (41.15, 43.16)),
    "GE-AJ": (("Guria, Adjara", "Adjara, Samtskhe", "south of Adjara", "-coast of Adjara"), (42.10, 41.66)),
    "GE-GU": (
        ("Samegrelo, Guria", "Guria, Imereti", "-Guria, Samtskhe", "-Guria, Adjara", "-coast of Guria"),
        (42.16, 41.97),
    ),
    "GE-IM": (
        (
            "Samegrelo, Imereti", "Imereti, Racha", "-Imereti, Shida Kartli", "-Imereti, Samtskhe", "-Guria, Imereti",
        ),
        (42.92, 42.15),
    ),
    "GE-KA": (("the mountains, Kakheti", "east of Kakheti", "-Kvemo Kartli, Kakheti"), (45.66, 41.74)),
    "GE-KK": (
        (
            "Shida Kartli, Kvemo Kartli", "Kvemo Kartli, Mtskheta-Mtianeti", "Kvemo Kartli, Tbilisi",
            "Kvemo Kartli, the mountains", "Kvemo Kartli, Kakheti", "south of Kvemo Kartli", "-Samtskhe, Kvemo Kartli",
        ),
        (44.42, 41.48),
    ),
    "GE-MM": (
        (
            "Shida Kartli, Mtskheta-Mtianeti", "north of Mtskheta-Mtianeti", "-the mountains, Kakheti",
            "-Kvemo Kartli, the mountains", "-Tbilisi, Mtskheta-Mtianeti", "-Kvemo Kartli, Mtskheta-Mtianeti",
        ),
        (44.78, 42.34),
    ),
    "GE-RL": (("Svaneti, Racha", "north of Racha", "-Racha, Shida Kartli", "-Imereti, Racha"), (43.18, 42.63)),
    "GE-SJ": (
        (
            "Guria, Samtskhe", "Imereti, Samtskhe", "Samtskhe, Shida Kartli", "Samtskhe, Kvemo Kartli",
            "south of Samtskhe-Javakheti", "-Adjara, Samtskhe",
        ),
        (43.30, 41.55),
    ),
    "GE-SK": (
        (
            "Imereti, Shida Kartli", "Racha, Shida Kartli", "north of Shida Kartli",
            "-Shida Kartli, Mtskheta-Mtianeti", "-Shida Kartli, Kvemo Kartli", "-Samtskhe, Shida Kartli",
        ),
        (43.93, 42.10),
    ),
    "GE-SZ": (
        (
            "Abkhazia, Samegrelo", "north of Svaneti", "-Svaneti, Racha", "-Samegrelo, Imereti", "-Samegrelo, Guria",
            "-coast of Samegrelo",
        ),
        (42.17, 42.60),
    ),
    "GE-TB": (("Tbilisi, Mtskheta-Mtianeti", "-Kvemo Kartli, Tbilisi"), (44.81, 41.735)),
}  # fmt: skip
