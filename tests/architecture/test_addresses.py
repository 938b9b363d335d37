"""Deny by default: every address is marked with the action it needs."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


def test_every_address_is_marked() -> None:
    unmarked = [
        route
        for route, pattern in patterns(get_resolver())
        if not hasattr(pattern.callback, "access_action")
    ]
    assert unmarked == []


def test_only_these_addresses_are_open_to_everyone() -> None:
    open_names = {
        pattern.name
        for _, pattern in patterns(get_resolver())
        if getattr(pattern.callback, "access_public", False)
    }
    assert open_names <= {"sign_in", "sign_out", "set_language", "gallery", "health", "help"}
