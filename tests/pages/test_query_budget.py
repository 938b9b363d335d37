"""How many questions each page asks the database: recorded, and may not grow.

``UPDATE_QUERY_BUDGET=1`` records the numbers anew.
"""

import json
import os
from pathlib import Path

from tests.pages.cast import Cast
from tests.pages.counting import count
from tests.pages.people import People
from tests.pages.visits import STATUS, VISITS

RECORD = Path(__file__).with_name("query_budget.json")
MOST = 70
MOST_TO_COMPILE = 130
"""A review reads each of its tables and charts by a fixed number of questions."""


def test_no_page_asks_more_than_recorded(city: Cast, people: People):
    counts = {}
    for visit in VISITS:
        address = visit.address(city)
        assert people.open(visit.who, address).status_code == STATUS.get(visit.name, 200)
        counts[visit.name] = count(lambda: people.open(visit.who, address))  # noqa: B023
    if os.environ.get("UPDATE_QUERY_BUDGET"):
        RECORD.write_text(json.dumps(counts, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))
    assert set(recorded) == set(counts), "record anew: UPDATE_QUERY_BUDGET=1"
    grown = {name: (recorded[name], now) for name, now in counts.items() if now > recorded[name]}
    assert grown == {}, "page: (recorded, now)"
    heavy = {name for name, asked in counts.items() if asked > MOST}
    assert heavy <= {"review-of-the-year", "review-text", "review-sealing"}
    assert max(counts.values()) <= MOST_TO_COMPILE
