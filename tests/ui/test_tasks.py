"""A long job in its own process: progress, one end, stopping that leaves nothing half done."""

import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from tests.ui import jobs
from ui.kit.job_card import JobCard, time_left
from ui.tasks import JobBroken, Tasks
from venue_desk.domain.errors import Refused, Unavailable

WAIT = 20_000


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    return Tasks()


def test_a_job_tells_its_progress_and_ends_with_its_value(qtbot: QtBot, tasks: Tasks) -> None:
    steps: list[tuple[int, int, str]] = []
    task = tasks.run(partial(jobs.count, 30))
    task.progress.connect(lambda *step: steps.append(step))
    with qtbot.waitSignal(task.finished, timeout=WAIT) as ended:
        assert tasks.busy()
    assert ended.args == [900]
    assert steps[0] == (1, 30, "1")
    assert [done for done, _, _ in steps] == sorted({done for done, _, _ in steps})
    assert not tasks.busy()


def test_the_other_process_never_loads_qt(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.run(jobs.what_is_loaded).finished, timeout=WAIT) as ended:
        pass
    assert ended.args == [[]]


def test_what_a_job_prints_does_not_get_between_the_frames(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.run(jobs.chatty).finished, timeout=WAIT) as ended:
        pass
    assert ended.args == ["told"]


@pytest.mark.parametrize(
    ("job", "kind", "told"),
    [
        (jobs.refuses, Refused, "名字里有打不出来的字，请改一下。"),
        (jobs.no_room, Unavailable, "磁盘满了。请腾出地方，再存一次。"),
        (jobs.breaks, JobBroken, "ZeroDivisionError"),
        (jobs.dies, JobBroken, "exit 3"),
    ],
)
def test_every_way_to_fail_ends_the_task_once(
    qtbot: QtBot, tasks: Tasks, job: object, kind: type[Exception], told: str
) -> None:
    task = tasks.run(job)  # type: ignore[arg-type]  # pytest hands parameters on as objects
    errors: list[Exception] = []
    task.failed.connect(errors.append)
    with qtbot.waitSignal(task.ended, timeout=WAIT):
        pass
    assert len(errors) == 1
    assert isinstance(errors[0], kind)
    assert told in str(errors[0])


def test_a_job_that_cannot_be_sent_is_refused_at_once(tasks: Tasks) -> None:
    with pytest.raises((AttributeError, TypeError), match="pickle"):
        tasks.run(lambda: jobs.count(3))


def test_a_process_that_cannot_start_says_what_to_do(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with qtbot.waitSignal(tasks.run(jobs.refuses).failed, timeout=WAIT) as ended:
        pass
    assert isinstance(ended.args[0], Unavailable)
    assert not tasks.busy()


def test_stopping_leaves_no_half_file(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    task = tasks.run(partial(jobs.slow_file, tmp_path / "cards.pdf"))
    with qtbot.waitSignal(task.progress, timeout=WAIT):
        pass
    assert list(tmp_path.iterdir()) == [tmp_path / "cards.part"]
    with qtbot.waitSignal(task.stopped, timeout=WAIT):
        task.stop()
    assert list(tmp_path.iterdir()) == []


def test_a_job_that_does_not_listen_is_ended(qtbot: QtBot, tasks: Tasks) -> None:
    task = tasks.run(jobs.deaf)
    with qtbot.waitSignal(task.progress, timeout=WAIT):
        pass
    with qtbot.waitSignal(task.stopped, timeout=WAIT):
        task.stop()
    assert not tasks.busy()


def test_closing_the_window_waits_until_no_job_is_left(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    task = tasks.run(partial(jobs.slow_file, tmp_path / "cards.pdf"))
    with qtbot.waitSignal(task.progress, timeout=WAIT):
        pass
    tasks.close()
    assert not tasks.busy()
    assert list(tmp_path.iterdir()) == []


def test_the_event_loop_goes_on_while_a_job_runs(qtbot: QtBot, tasks: Tasks) -> None:
    """No timing asserted: the loop must turn many times between start and end, where waiting would let it turn once."""
    turns: list[int] = []
    beat, clock = QTimer(interval=0), QElapsedTimer()
    clock.start()
    beat.timeout.connect(lambda: turns.append(clock.elapsed()))
    beat.start()
    with qtbot.waitSignal(tasks.run(partial(jobs.count, 1000)).finished, timeout=WAIT):
        pass
    beat.stop()
    assert len(turns) > 20


def test_the_card_shows_the_job_where_it_was_started(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    card = JobCard()
    qtbot.addWidget(card)
    assert card.isHidden()
    task = tasks.run(partial(jobs.slow_file, tmp_path / "cards.pdf"))
    card.follow(task, "正在存为 PDF")
    with qtbot.waitSignal(task.progress, timeout=WAIT):
        pass
    assert card.busy()
    with qtbot.waitSignal(card.stopped, timeout=WAIT):
        card.findChild(type(card._stop)).click()  # type: ignore[union-attr]  # the only button
    assert not card.busy()
    assert card._what.text() == "已停下"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (4, "还要约 4 秒"), (59, "还要约 59 秒"), (60, "还要约 1 分钟"), (61, "还要约 2 分钟")],
)
def test_time_left_is_said_as_one_says_it(seconds: int | None, words: str) -> None:
    assert time_left(seconds) == words
