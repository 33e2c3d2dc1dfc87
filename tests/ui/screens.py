"""A desk, a few screens and their window, for the tests of the shell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from ui.faults import Faults
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.labels import Text
from ui.kit.spacing import PAGE, column, row
from ui.main_window import MainWindow
from ui.screen import Count, Screen, ScreenSpec, Shell
from ui.style import Appearance
from ui.surroundings import Surroundings
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.stations import TopBar

if TYPE_CHECKING:
    from venue_desk.desk import Desk

FACTS = TopBar(
    seal="浅河",
    station="浅河村便民服务站",
    township="陇西县菜子镇",
    day="2026年11月23日 星期一",
    lunar="农历十月十五 · 小雪第2天",
)


class Sheet(Screen):
    """A screen with two regions, that counts its refreshes."""

    TOPICS: ClassVar = frozenset({Topic.HOUSEHOLDS})

    def __init__(self, title: str, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.refreshed = 0
        self.arrived: list[dict[str, object]] = []
        self.line, self.table, self.panel = QLineEdit(), QTableView(), Card("登记")
        self.panel.body.addWidget(Button("登记新户", kind="primary"))
        body = column(self, gap=16, insets=PAGE)
        body.addWidget(Text(title, "title"))
        body.addWidget(self.line)
        below = row(gap=16)
        below.addWidget(self.table, 1)
        below.addWidget(self.panel)
        body.addLayout(below, 1)

    def refresh(self) -> None:
        self.refreshed += 1

    def arrive(self, **about: object) -> None:
        self.arrived.append(about)

    def regions(self) -> Sequence[QWidget]:
        return (self.line, self.table, self.panel)

    def tour_states(self) -> dict[str, Callable[[], object]]:
        return {"typed": lambda: self.line.setText("张文海")}


class Cadres(Sheet):
    TOPICS: ClassVar = frozenset({Topic.CADRES})


def spec(
    key: str,
    title: str,
    group: str,
    icon: str,
    kind: type[Sheet] = Sheet,
    count: Callable[["Desk"], Count | None] | None = None,
) -> ScreenSpec:
    return ScreenSpec(key, title, group, icon, lambda _desk, shell: kind(title, shell), count)


SCREENS = (
    spec("home", "值班台", "值守", "desk", Cadres),
    spec("households", "农户", "台账", "house", count=lambda _desk: Count(3, urgent=True)),
    spec("cadres", "干部", "台账", "badge", Cadres),
    spec("settings", "设置", "", "settings"),
    replace(spec("printouts", "打印", "", "printer"), in_rail=False),
)


@dataclass
class Around:
    """What the window hands out, kept to look at."""

    kept: list[Appearance] = field(default_factory=list)
    manual: list[str] = field(default_factory=list)
    announcer: Announcer = field(default_factory=Announcer)
    now: datetime = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)
    faults: Faults = field(default_factory=Faults)

    def unlock(self, password: str) -> None:
        if password != "demo-desk":
            raise Refused([must("access.wrong", "password", "口令不对，请再输一遍。")])

    def window(self, cache: Path, screens: Sequence[ScreenSpec] = SCREENS) -> MainWindow:
        desk = cast("Desk", SimpleNamespace(announcer=self.announcer))
        around = Surroundings(
            cadre="王建军",
            now=lambda: self.now,
            top_bar=lambda: FACTS,
            unlock=self.unlock,
            keep_appearance=self.kept.append,
            open_manual=self.manual.append,
            marks_home=cache,
            appearance=Appearance("light"),
        )
        return MainWindow(desk, screens, around, self.faults)
