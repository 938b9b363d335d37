"""``tongket worker`` does what waits; ``tongket serve`` runs one beside itself unless told not to."""

import argparse
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError

from tests.pages import cast as city_of
from tests.pages.cast import NOW
from tongket.access.domain import SYSTEM
from tongket.narratives import services
from tongket.narratives.models import NarrativeReport, ReadingState
from tongket.narratives.services import receive
from tongket.project.cli import serve, worker


@pytest.fixture(autouse=True)
def _signals_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A worker listens to signals and lets go of idle connections: neither is for a test process."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    worker.configure(parser)
    return worker.run(parser.parse_args(arguments))


def dropped(unit_id: int, name: str, content: bytes) -> NarrativeReport:
    return receive(actor=SYSTEM, now=NOW, unit_id=unit_id, file_name=name, content=content)


@pytest.mark.django_db
def test_once_reads_all_that_waits_and_ends() -> None:
    unit_id = city_of.begin().units["phuong-ben-mau"].pk
    for number in range(12):
        dropped(unit_id, f"{number}.txt", f"Có {number + 5} chi bộ.".encode())
    broken = dropped(unit_id, "hong.docx", b"PK\x03\x04 khong phai docx")
    assert run("--once") == 0
    states = NarrativeReport.objects.exclude(pk=broken.pk).values_list("state", flat=True)
    assert set(states) == {ReadingState.READ}
    broken.refresh_from_db()
    assert broken.state == ReadingState.UNREADABLE


@pytest.mark.django_db
def test_once_with_nothing_waiting_ends_at_once() -> None:
    assert run("--once") == 0


@pytest.mark.django_db
def test_a_worker_ends_after_the_work_in_hand_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    def read_waiting() -> int:
        rounds.append(len(rounds))
        if len(rounds) == 3:
            signal.raise_signal(signal.SIGTERM)
        return 1

    monkeypatch.setattr(services, "read_waiting", read_waiting)
    assert run() == 0
    assert len(rounds) == 3


@pytest.mark.django_db
def test_a_database_that_is_away_for_a_moment_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers: list[OperationalError | int] = [OperationalError("database is locked"), 1, 0]

    def read_waiting() -> int:
        answer = answers.pop(0)
        if isinstance(answer, OperationalError):
            raise answer
        if not answers:
            signal.raise_signal(signal.SIGTERM)
        return answer

    monkeypatch.setattr(services, "read_waiting", read_waiting)
    assert run("--every", "0.1") == 0
    assert "Chưa hỏi được cơ sở dữ liệu" in capsys.readouterr().out


class Beside:
    """A process that was started beside the server."""

    started: list["Beside"]

    def __init__(self, command: list[str], **_options: Any) -> None:
        self.command, self.ended = command, False
        Beside.started.append(self)

    def terminate(self) -> None:
        self.ended = True

    def wait(self, timeout: float) -> None:
        assert self.ended
        assert timeout > 0


class Server:
    """A server that is interrupted at once."""

    running: list[bool]

    def __init__(self, *_target: str, **_options: Any) -> None:
        pass

    def serve(self) -> None:
        Server.running = [not process.ended for process in Beside.started]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Any:
    Beside.started = []
    monkeypatch.setattr("granian.Granian", Server)
    monkeypatch.setattr("subprocess.Popen", Beside)

    def open_site(*arguments: str) -> list[Beside]:
        parser = argparse.ArgumentParser()
        serve.configure(parser)
        given = parser.parse_args([*arguments, "--port", "0"])
        assert serve.run(given) == 0
        return Beside.started

    return open_site


@pytest.mark.django_db
def test_serve_runs_a_worker_for_as_long_as_it_serves(served: Any) -> None:
    (process,) = served()
    assert process.command[-2:] == ["worker", "--with-parent"]
    assert Server.running == [True]
    assert process.ended


@pytest.mark.django_db
def test_serve_without_a_worker_starts_none(served: Any) -> None:
    assert served("--no-worker") == []
    assert Server.running == []
