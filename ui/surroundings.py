"""What the window is given beside the desk: facts for its top, the tools there, and where its own wishes go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ui.lock import IDLE_MINUTES
from ui.style import Appearance
from venue_desk.domain.stations import TopBar


@dataclass(frozen=True, slots=True)
class Tool:
    """A button of the top bar that leads to a screen, wherever one is."""

    word: str
    icon: str
    screen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """`tools` are shown of those screens that there are."""

    cadre: str
    now: Callable[[], datetime]
    top_bar: Callable[[], TopBar]
    unlock: Callable[[str], object]
    keep_appearance: Callable[[Appearance], object]
    open_manual: Callable[[str], object]
    marks_home: Path
    sign_in_again: Callable[[str], object] = lambda _told: None
    idle_minutes: Callable[[], int] = lambda: IDLE_MINUTES
    appearance: Appearance = field(default_factory=Appearance)
    tools: Sequence[Tool] = ()
    recall: Callable[[str], str] = lambda _name: ""
    keep: Callable[[str, str], object] = lambda _name, _text: None
