"""The people of the demo: those who sign in, and the names under which returns were sent."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

from tongket.access.domain import SYSTEM, Actor
from tongket.accounts.domain import ROLES
from tongket.accounts.services import appoint, create_user, end_appointment
from tongket.demo.city import FIRST_DAY, SEED, content
from tongket.demo.names import invented_names
from tongket.demo.standings import TODAY
from tongket.demo.tree import moment
from tongket.org.selectors import name_of, units_by_code

ACCOUNTS_FILE = "demo_accounts.json"
_SECRETARIES = 4_000
"""So many different names for secretaries; after that they come again."""


@dataclass(frozen=True, slots=True)
class Account:
    """A sign-in as it is printed and written to ``demo_accounts.json``."""

    username: str
    password: str
    name: str
    role: str
    unit: str
    say: str
    unit_name: str = ""
    """The unit's name on the demo's day."""


@cache
def _names() -> tuple[str, ...]:
    random = Random(f"{SEED} people")  # noqa: S311 - no secret
    return tuple(str(name) for name in islice(invented_names(random), _SECRETARIES + 100))


def secretary(place: int) -> str:
    """Return the name of the secretary of the unit at a place in the list of units."""
    return _names()[100 + place % _SECRETARIES]


def acting(name: str) -> Actor:
    """Return the builder's actor under a person's name, as whom a return is sent or accepted."""
    return replace(SYSTEM, name=name)


def write_people() -> list[Account]:
    """Make the users and their appointments; return the sign-ins with the role of today."""
    listed = content("people.yaml")
    accounts = []
    for place, person in enumerate(listed["people"]):
        username, name = person["username"], _names()[place]
        create_user(
            actor=SYSTEM,
            now=moment(FIRST_DAY),
            username=username,
            full_name=name,
            password=listed["password"],
        )
        for number, entry in enumerate(person["appointments"], start=1):
            _appoint(username, entry, f"Quyết định số {place * 10 + number}-QĐ/TU (minh họa)")
        now = person["appointments"][-1]
        role = ROLES[now["role"]].label
        accounts.append(
            Account(username, listed["password"], name, role, now["unit"], person["say"])
        )
    return _with_unit_names(accounts)


def _with_unit_names(accounts: list[Account]) -> list[Account]:
    ids = units_by_code({account.unit for account in accounts})
    names = name_of(ids.values(), TODAY)
    return [replace(one, unit_name=names.get(ids.get(one.unit, 0), "")) for one in accounts]


def _appoint(username: str, entry: Mapping[str, date | str], decision: str) -> None:
    unit, role = str(entry["unit"]), str(entry["role"])
    first, last = entry.get("from", _first_day(unit)), entry.get("to")
    assert isinstance(first, date)  # noqa: S101 - YAML reads days as days
    appoint(
        actor=SYSTEM,
        now=moment(first),
        username=username,
        unit_code=unit,
        role=role,
        first=first,
        decision=decision,
    )
    if isinstance(last, date):
        end_appointment(
            actor=SYSTEM, now=moment(last), username=username, unit_code=unit, role=role, last=last
        )


def _first_day(unit: str) -> date:
    """Ward committees of today were founded on 1 July 2025; all else stands since the beginning."""
    return date(2025, 7, 1) if unit.startswith("phuong-") else FIRST_DAY


def write_accounts_file(folder: Path, accounts: list[Account]) -> Path:
    """Write the sign-ins as JSON; return the file."""
    path = folder / ACCOUNTS_FILE
    rows = [asdict(account) for account in accounts]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def read_accounts_file(folder: Path) -> list[Account]:
    """Read what ``write_accounts_file`` wrote; empty where there is none."""
    path = folder / ACCOUNTS_FILE
    if not path.exists():
        return []
    return [Account(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
