"""What is committed in whatever thread arrives on the GUI thread, together and once."""

import threading

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import settle
from ui.bridge import Bridge
from venue_desk.changes import Announcer, Topic


def test_topics_of_one_turn_come_together_on_the_gui_thread(qapp: QApplication) -> None:
    announcer = Announcer()
    bridge = Bridge(announcer)
    told: list[tuple[frozenset[Topic], bool]] = []
    bridge.changed.connect(lambda topics: told.append((topics, QThread.currentThread() is qapp.thread())))
    other = threading.Thread(target=lambda: announcer.announce(frozenset({Topic.CADRES})))
    other.start()
    other.join()
    announcer.announce(frozenset({Topic.HOUSEHOLDS, Topic.CADRES}))
    assert told == []
    settle()
    assert told == [(frozenset({Topic.CADRES, Topic.HOUSEHOLDS}), True)]


def test_a_closed_bridge_hears_nothing(qapp: QApplication) -> None:
    announcer = Announcer()
    bridge = Bridge(announcer)
    told: list[object] = []
    bridge.changed.connect(told.append)
    bridge.close()
    announcer.announce(frozenset({Topic.CADRES}))
    settle()
    assert told == []
