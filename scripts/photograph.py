"""Photographs every main page of a demo home, for a person to look through.

    python scripts/photograph.py HOME OUT_DIR [--accounts chibo,phuong] [--widths 360,768,1280]

Serves HOME on a free port, signs in as each demo account, follows links, and photographs the first
page of each sort that it meets. ``OUT_DIR/index.html`` shows them side by side. Ends with 1 when a
page failed or a script complained.
"""

import argparse
import html
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

FILES = re.compile(r"/(excel|xuat|word|pdf|goc|tinh-lai|nhanh)/")
MOST_OPENED = 120
"""Pages opened for one person while looking for new sorts of pages."""


@dataclass
class Album:
    """What was photographed, and what went wrong."""

    folder: Path
    pictures: list[tuple[str, str, list[str]]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)


def main(arguments: list[str] | None = None) -> int:
    """Photograph a home; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("home", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--accounts", default="", help="usernames; default all of the demo")
    parser.add_argument("--widths", default="360,768,1280")
    given = parser.parse_args(arguments)
    accounts = json.loads((given.home / "demo_accounts.json").read_text(encoding="utf-8"))
    wanted = set(filter(None, given.accounts.split(",")))
    widths = [int(width) for width in given.widths.split(",")]
    given.out.mkdir(parents=True, exist_ok=True)
    album = Album(given.out)
    with served(given.home) as site, sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        photograph(album, browser, f"{site}/dang-nhap/", "nobody", widths)
        for account in accounts:
            if not wanted or account["username"] in wanted:
                walk(album, browser, site, account, widths)
    write_index(album)
    print(f"{len(album.pictures)} pages in {given.out / 'index.html'}")
    for fault in album.faults:
        print(fault, file=sys.stderr)
    return 1 if album.faults else 0


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve a home on a free port while the block runs; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tongket.project.cli",
            "serve",
            "--home",
            str(home),
            "--port",
            str(port),
        ],
        env=os.environ | {"TONGKET_HOME": str(home)},
    )
    site = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(100):
            if answers(f"{site}/dang-nhap/"):
                break
            if server.poll() is not None:
                raise SystemExit(f"photograph: the site of {home} does not start")
            time.sleep(0.2)
        yield site
    finally:
        server.terminate()
        server.wait(20)


def answers(address: str) -> bool:
    """Whether a page can be fetched."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def walk(
    album: Album, browser: Browser, site: str, account: dict[str, str], widths: list[int]
) -> None:
    """Sign in, follow links breadth first, photograph the first page of each sort."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/dang-nhap/")
    page.locator('input[name="username"]:visible').fill(account["username"])
    page.locator('input[name="password"]:visible').fill(account["password"])
    page.locator('input[name="password"]:visible').press("Enter")
    page.wait_for_load_state()
    state = context.storage_state()
    waiting, known = deque(["/"]), {"/"}
    for _opened in range(MOST_OPENED):
        if not waiting:
            break
        path = waiting.popleft()
        answer = page.goto(site + path)
        if answer is not None and answer.status >= 400:
            fault = f"{answer.status} {sort_of(path)} ({account['username']})"
            if fault not in album.known:
                album.known.add(fault)
                album.faults.append(f"{fault}, e.g. {path}")
            continue
        sort = sort_of(path)
        if sort not in album.seen or path == "/":
            album.seen.add(sort)
            photograph(album, browser, site + path, account["username"], widths, state)
        for link in page.eval_on_selector_all(
            "a[href]", "all => all.map((a) => a.getAttribute('href'))"
        ):
            parts = urlsplit(link)
            inside = not parts.netloc or link.startswith(site)
            short = parts.path + (f"?{parts.query}" if parts.query else "")
            if inside and short.startswith("/") and short not in known and not FILES.search(short):
                known.add(short)
                # What looks new goes first, so that rare pages are met early.
                (waiting.appendleft if sort_of(short) not in album.seen else waiting.append)(short)
    context.close()


def sort_of(path: str) -> str:
    """Return an address without what varies between pages of one sort: codes, numbers, days."""
    parts = urlsplit(path)
    steps = parts.path.strip("/").split("/")
    kept = [step if place != 1 or step in FIXED else "*" for place, step in enumerate(steps)]
    kept = ["*" if any(char.isdigit() for char in step) else step for step in kept]
    if "soan" in kept:
        kept[-1] = "*"
    names = sorted({item.partition("=")[0] for item in parts.query.split("&") if item})
    views = [item for item in parts.query.split("&") if item.startswith(("xem=", "cay="))]
    return (
        "/".join(kept) + "?" + ",".join(name for name in names if name in MATTERS) + ",".join(views)
    )


FIXED = {"phieu", "sap-xep", "du-lieu", "tim", "mo-ky", "dieu-chinh", "xuat", "doi-chieu"}
MATTERS = {"co-cau", "duoi", "ngay"}


def photograph(
    album: Album,
    browser: Browser,
    address: str,
    who: str,
    widths: list[int],
    state: object = None,
) -> None:
    """Photograph one page at every width."""
    files = []
    for width in widths:
        context = browser.new_context(
            locale="vi-VN",
            viewport={"width": width, "height": 800 if width > 500 else 740},
            is_mobile=width < 500,
            has_touch=width < 1000,
            storage_state=state,  # type: ignore[arg-type]  # as the first context gave it
        )
        page = context.new_page()
        mind(album, page, address)
        page.goto(address)
        name = f"{len(album.pictures):03}-{who}-{slug(address)}-{width}.png"
        page.screenshot(path=album.folder / name, full_page=True)
        files.append(name)
        context.close()
    album.pictures.append((who, urlsplit(address).path, files))


def mind(album: Album, page: Page, address: str) -> None:
    """Keep what the page complains about."""
    path = urlsplit(address).path
    page.on("pageerror", lambda fault: album.faults.append(f"{path}: {fault}"))
    page.on(
        "console",
        lambda told: album.faults.append(f"{path}: {told.text}") if told.type == "error" else None,
    )


def slug(address: str) -> str:
    """Return an address as part of a file name."""
    parts = urlsplit(address)
    return (
        re.sub(r"[^a-z0-9]+", "-", f"{parts.path}{parts.query}".lower()).strip("-")[:60] or "home"
    )


def write_index(album: Album) -> None:
    """Write the page that shows all pictures."""
    rows = "".join(
        f"<h2>{html.escape(who)} {html.escape(path)}</h2><p>"
        + "".join(f'<a href="{name}"><img src="{name}" height="420" alt=""></a> ' for name in files)
        + "</p>"
        for who, path, files in album.pictures
    )
    text = f'<!doctype html><meta charset="utf-8"><title>Album</title>{rows}'
    (album.folder / "index.html").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
