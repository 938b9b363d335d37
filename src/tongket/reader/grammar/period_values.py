"""Periods as values: the year they end in, the same part of another year, the part after."""

_SO_FAR = {"Q2": "H1", "Q3": "9M", "09": "9M", "06": "H1", "03": "Q1", "Q1": "Q1"}
_NEXT = {"Q1": "Q2", "Q2": "Q3", "Q3": "Q4", "H1": "H2"}


def last_year(value: str) -> int:
    """Return the year a period ends in.

    >>> last_year("2020-H1"), last_year("2016/2020")
    (2020, 2020)
    """
    return int(value.rsplit("/", 1)[-1][:4])


def whole_year(value: str) -> str:
    """Return a month as its year, any other period as it is.

    >>> whole_year("2023-08"), whole_year("2023-Q3"), whole_year("2020/2025")
    ('2023', '2023-Q3', '2020/2025')
    """
    year, _, part = value.partition("-")
    return year if part.isdecimal() else value


def term_before(value: str) -> str:
    """Return the term before one.

    >>> term_before("2020/2025")
    '2015/2020'
    """
    first, last = (int(each) for each in value.split("/"))
    return f"{2 * first - last}/{first}"


def shifted(value: str, years: int) -> str:
    """Return the same part of a year some years on.

    >>> shifted("2020-H1", -1)
    '2019-H1'
    """
    return f"{int(value[:4]) + years:04d}{value[4:]}"


def so_far(value: str) -> str:
    """Return the part of the year that ends with a quarter or month; any other period as it is.

    >>> so_far("2021-Q3"), so_far("2021-06"), so_far("2021-10"), so_far("2021-9M")
    ('2021-9M', '2021-H1', '2021', '2021-9M')
    """
    year, _, part = value.partition("-")
    if part in _SO_FAR:
        return f"{year}-{_SO_FAR[part]}"
    return year if part == "Q4" or part.isdecimal() else value


def following(value: str) -> str:
    """Return the quarter, half or month after one; a whole year stays as it is.

    >>> following("2020-Q4"), following("2020-06"), following("2020")
    ('2021-Q1', '2020-07', '2020')
    """
    year, _, part = value.partition("-")
    if part in _NEXT:
        return f"{year}-{_NEXT[part]}"
    if part.isdecimal() and part != "12":
        return f"{year}-{int(part) + 1:02d}"
    first = {"Q4": "Q1", "H2": "H1", "12": "01"}.get(part)
    return f"{int(year) + 1}-{first}" if first else value
