"""Dates as the first content of the site gives them: mapping, stored form, and the words in which they are printed.

A plain space in the words stands for a plain or a no-break space.
"""

from typing import Any

SOURCE_DATES: list[tuple[dict[str, Any], str, str, str]] = [
    ({"precision": "year", "value": 2023}, "2023", "2023 წელი", "2023"),
    ({"precision": "year", "value": 2017}, "2017", "2017 წელი", "2017"),
    ({"precision": "year", "value": 2024}, "2024", "2024 წელი", "2024"),
    (
        {"precision": "year_span", "start": 2023, "end": 2024},
        "2023/2024",
        "2023–2024 წლები",
        "2023–2024",
    ),
    ({"precision": "by_end_of_year", "value": 2024}, "[..2024]", "2024 წლის ბოლომდე", "by the end of 2024"),
    ({"precision": "day", "value": "2021-03-16"}, "2021-03-16", "16 მარტი, 2021", "16 March 2021"),
    ({"precision": "day", "value": "2021-04-22"}, "2021-04-22", "22 აპრილი, 2021", "22 April 2021"),
    ({"precision": "day", "value": "2017-10-11"}, "2017-10-11", "11 ოქტომბერი, 2017", "11 October 2017"),
    ({"precision": "day", "value": "2017-07-10"}, "2017-07-10", "10 ივლისი, 2017", "10 July 2017"),
    (
        {"precision": "month_span", "start": "2021-04", "end": "2021-06"},
        "2021-04/2021-06",
        "აპრილი–ივნისი, 2021",
        "April–June 2021",
    ),
    (
        {"precision": "month_span", "start": "2017-08", "end": "2017-10"},
        "2017-08/2017-10",
        "აგვისტო–ოქტომბერი, 2017",
        "August–October 2017",
    ),
    # The period of a project: months from one to another.
    (
        {"precision": "month", "start": "2017-12", "end": "2021-04"},
        "2017-12/2021-04",
        "დეკემბერი, 2017 – აპრილი, 2021",
        "December 2017 – April 2021",
    ),
    (
        {"precision": "either_month", "first": "2021-06", "second": "2021-07"},
        "[2021-06,2021-07]",
        "ივნისი ან ივლისი, 2021",
        "June or July 2021",
    ),
    (
        {"precision": "day_span_without_year", "month": 12, "start_day": 2, "end_day": 3},
        "XXXX-12-02/XXXX-12-03",
        "2–3 დეკემბერი (წელი უცნობია)",
        "2–3 December (year not known)",
    ),
    (
        {"precision": "day_without_year", "month": 1, "day": 25},
        "XXXX-01-25",
        "25 იანვარი (წელი უცნობია)",
        "25 January (year not known)",
    ),
    ({"precision": "unknown"}, "XXXX", "თარიღი უცნობია", "date not known"),
]

# Kinds and borders of kinds that the first content does not have.
OTHER_DATES: list[tuple[str, str, str]] = [
    ("2021-04-22/2021-04-24", "22–24 აპრილი, 2021", "22–24 April 2021"),
    ("2021-04-28/2021-05-03", "28 აპრილი – 3 მაისი, 2021", "28 April – 3 May 2021"),
    ("2021-12-28/2022-01-03", "28 დეკემბერი, 2021 – 3 იანვარი, 2022", "28 December 2021 – 3 January 2022"),
    ("XXXX-02-29", "29 თებერვალი (წელი უცნობია)", "29 February (year not known)"),
    (
        "XXXX-04-28/XXXX-05-03",
        "28 აპრილი – 3 მაისი (წელი უცნობია)",
        "28 April – 3 May (year not known)",
    ),
    ("2021-09", "სექტემბერი, 2021", "September 2021"),
    ("[2021-12,2022-01]", "დეკემბერი, 2021 ან იანვარი, 2022", "December 2021 or January 2022"),
    ("2024-33", "2024 წლის პირველი კვარტალი", "first quarter of 2024"),
    ("2024-34", "2024 წლის მეორე კვარტალი", "second quarter of 2024"),
    ("2024-35", "2024 წლის მესამე კვარტალი", "third quarter of 2024"),
    ("2024-36", "2024 წლის მეოთხე კვარტალი", "fourth quarter of 2024"),
]

ALL_STORED = [stored for _mapping, stored, _ka, _en in SOURCE_DATES] + [stored for stored, _ka, _en in OTHER_DATES]
