"""What the hall sees: who is on duty now and next, the week, what is done here and how, notices, the day and the clock."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.kit import pens
from ui.public_screen.brush import BOLD, CENTRE, HEIGHT, LEADING, MEDIUM, NORMAL, RIGHT, WIDTH, Brush, Type
from venue_desk.domain.public_screen import Clock, PublicFacts, ShownDay, ShownPerson, ShownShift

EDGE, GAP, PAD = 44, 20, 28
HEAD = 140
LEFT_WIDE = 640
RIGHT_X = EDGE + LEFT_WIDE + GAP
RIGHT_WIDE = WIDTH - EDGE - RIGHT_X
NOTICE, NOTICES_SHOWN = 58, 2
FOLLOWING, CALL = 178, 160
METHODS, SERVICES = 196, 166
PHONE_SIZE = 54
FEW = 3
"""So many names stand large, each with its phone below."""
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class PublicView(QWidget):
    """Painted as one: no control in it can be pressed, none is left over after a week."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: PublicFacts | None = None
        self._clock = Clock("", "", "")
        self._turn = 0
        self.setAccessibleName("公示屏")

    def show_facts(self, facts: PublicFacts) -> None:
        """Who, what and where, until it changes."""
        self._facts = facts
        self.setAccessibleDescription(facts.sentence)
        self.update()

    def show_clock(self, clock: Clock, minute: int) -> None:
        """The time; with every minute the next notices, if there are more than find room."""
        if (clock, minute) != (self._clock, self._turn):
            self._clock, self._turn = clock, minute
            self.update()

    def clock(self) -> Clock:
        """What it shows."""
        return self._clock

    def facts(self) -> PublicFacts | None:
        """What it shows."""
        return self._facts

    def notices(self) -> tuple[str, ...]:
        """Those in sight this minute."""
        every = self._facts.notices if self._facts else ()
        pages = max(-(-len(every) // NOTICES_SHOWN), 1)
        first = self._turn % pages * NOTICES_SHOWN
        return every[first : first + NOTICES_SHOWN]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), pens.color("ground"))
        if self._facts is not None:
            brush = Brush(painter, self)
            self._paint_head(brush, self._facts)
            bottom = HEIGHT - EDGE - self._paint_notices(brush)
            self._paint_left(brush, self._facts, bottom)
            self._paint_right(brush, self._facts, bottom)
        painter.end()

    # --- above

    def _paint_head(self, brush: Brush, facts: PublicFacts) -> None:
        brush.box(EDGE, 34, 92, 92, "red_fill", radius=12)
        for at, sign in enumerate(facts.seal):
            brush.text(EDGE, 32 + at * 42, 92, sign, Type(36, BOLD, "on_fill"), CENTRE)
        brush.text(EDGE + 116, 28, 900, facts.station, Type(46, BOLD, "ink"))
        brush.text(EDGE + 116, 88, 900, facts.promise, Type(28, NORMAL, "ink2"))
        brush.text(WIDTH - EDGE - 300, 18, 300, self._clock.time, Type(88, BOLD, "ink"), RIGHT)
        brush.text(1090, 30, 460, self._clock.day, Type(34, MEDIUM, "ink"), RIGHT)
        brush.text(1090, 84, 460, self._clock.lunar, Type(28, NORMAL, "ink2"), RIGHT)

    # --- at the left: whom one asks for

    def _paint_left(self, brush: Brush, facts: PublicFacts, bottom: float) -> None:
        top = HEAD + 12
        lower = bottom - CALL
        following = facts.following if facts.following and facts.following.people else None
        middle = lower - GAP - (FOLLOWING + GAP if following else 0)
        self._paint_now(brush, facts.now, top, middle - top)
        if following:
            self._paint_following(brush, following, middle + GAP)
        self._paint_call(brush, facts, lower)

    def _paint_now(self, brush: Brush, shift: ShownShift | None, y: float, height: float) -> None:
        brush.box(EDGE, y, LEFT_WIDE, height, "card", "hair")
        inner = LEFT_WIDE - 2 * PAD
        brush.box(EDGE + PAD, y + 37, 18, 18, "jade", radius=9)
        brush.text(EDGE + PAD + 32, y + 22, 240, "正在值班", Type(34, MEDIUM, "jade"))
        if shift is None or not shift.people:
            said = "有事请打下面的 24 小时值班电话。"
            brush.lines(EDGE + PAD, y + 100, inner, height - 120, said, Type(44, MEDIUM, "ink"))
            return
        brush.text(
            EDGE + PAD + 210, y + 26, inner - 210, f"{shift.name} {shift.hours}", Type(28, NORMAL, "ink2"), RIGHT
        )
        if len(shift.people) > FEW:
            _paint_row_each(brush, shift.people, y + 88, height - 100, 46)
            return
        share = min((height - 100) / len(shift.people), 190)
        for at, person in enumerate(shift.people):
            _paint_large(brush, person, y + 92 + at * share, min(share / 2.75, 60))

    def _paint_following(self, brush: Brush, shift: ShownShift, y: float) -> None:
        brush.box(EDGE, y, LEFT_WIDE, FOLLOWING, "card", "hair")
        inner = LEFT_WIDE - 2 * PAD
        brush.text(EDGE + PAD, y + 12, 130, "下一班", Type(28, MEDIUM, "ink2"))
        brush.text(
            EDGE + PAD + 130, y + 12, inner - 130, f"{shift.name} {shift.hours}", Type(28, NORMAL, "ink2"), RIGHT
        )
        _paint_row_each(brush, shift.people, y + 58, FOLLOWING - 64, 38)

    def _paint_call(self, brush: Brush, facts: PublicFacts, y: float) -> None:
        brush.box(EDGE, y, LEFT_WIDE, CALL, "red_fill")
        inner = LEFT_WIDE - 2 * PAD
        brush.text(EDGE + PAD, y + 10, inner, "24 小时值班电话", Type(28, MEDIUM, "on_fill"))
        brush.text(EDGE + PAD, y + 42, inner, facts.phone or "还没有写", Type(PHONE_SIZE, BOLD, "on_fill"))
        if facts.supervision_phone:
            brush.text(EDGE + PAD, y + 112, inner, f"监督电话 {facts.supervision_phone}", Type(26, NORMAL, "on_fill"))

    # --- at the right: the week, and what is done here

    def _paint_right(self, brush: Brush, facts: PublicFacts, bottom: float) -> None:
        top = HEAD + 12
        services = bottom - SERVICES
        methods = services - GAP - METHODS
        if facts.week:
            self._paint_week(brush, facts.week, top, methods - GAP - top)
        else:
            brush.box(RIGHT_X, top, RIGHT_WIDE, methods - GAP - top, "card", "hair")
            said = "这一周的值班表还没有排。"
            brush.text(RIGHT_X + PAD, top + 30, RIGHT_WIDE - 2 * PAD, said, Type(34, MEDIUM, "ink2"))
        self._paint_methods(brush, facts, methods)
        self._paint_services(brush, facts.services, services)

    def _paint_week(self, brush: Brush, week: Sequence[ShownDay], y: float, height: float) -> None:
        """A column a day, today on a ground of its own; in each the shifts, the leads bold."""
        brush.box(RIGHT_X, y, RIGHT_WIDE, height, "card", "hair")
        brush.text(RIGHT_X + PAD, y + 16, 400, "本周值班", Type(34, MEDIUM, "ink"))
        brush.text(
            RIGHT_X + PAD + 400, y + 22, RIGHT_WIDE - 2 * PAD - 400, "粗字是带班领导", Type(24, NORMAL, "ink2"), RIGHT
        )
        marks, top = 50, y + 74
        wide = (RIGHT_WIDE - 2 * PAD - marks) / len(week)
        turns = max(len(day.turns) for day in week)
        share = (height - 74 - 74 - 12) / turns
        for at, day in enumerate(week):
            x = RIGHT_X + PAD + marks + at * wide
            today = self._clock.day.startswith(f"{day.day.year}年{day.day.month}月{day.day.day}日")
            if today:
                brush.box(x, top, wide, height - 74 - 12, "pick", radius=10)
            self._paint_day_head(brush, x, top, wide, day, today=today)
            for place, turn in enumerate(day.turns):
                people = [(name, BOLD) for name in turn.leads] + [(name, NORMAL) for name in turn.others]
                brush.names(x + 10, top + 74 + place * share + 6, wide - 14, share - 8, people, 28)
        longest = max(week, key=lambda day: len(day.turns))
        for place, turn in enumerate(longest.turns):
            line = top + 74 + place * share
            brush.rule(RIGHT_X + PAD, line, RIGHT_WIDE - 2 * PAD)
            brush.text(RIGHT_X + PAD, line + 6, marks - 12, turn.mark, Type(28, MEDIUM, "ink2"))

    def _paint_day_head(self, brush: Brush, x: float, y: float, wide: float, day: ShownDay, *, today: bool) -> None:
        words = f"周{'一二三四五六日'[day.day.weekday()]} {day.day.day}"
        brush.text(x + 12, y + 4, wide - 18, words, Type(28, BOLD if today else MEDIUM, "red" if today else "ink"))
        brush.text(
            x + 12, y + 6, wide - 24, day.label.badge, Type(22, MEDIUM, "jade" if day.label.off else "ink2"), RIGHT
        )
        brush.text(
            x + 12, y + 40, wide - 18, day.label.words, Type(22, NORMAL, "jade" if day.label.festive else "ink2")
        )

    def _paint_methods(self, brush: Brush, facts: PublicFacts, y: float) -> None:
        wide, high = (RIGHT_WIDE - GAP) / 2, (METHODS - 16) / 2
        for at, method in enumerate(facts.methods[:4]):
            x, top = RIGHT_X + at % 2 * (wide + GAP), y + at // 2 * (high + 16)
            brush.box(x, top, wide, high, "card", "hair")
            brush.text(x + 24, top + high / 2 - 36 * LEADING / 2, 130, method.word, Type(36, BOLD, "red"))
            brush.lines(x + 166, top + 8, wide - 184, high - 16, method.sentence, Type(28, NORMAL, "ink"), MIDDLE)

    def _paint_services(self, brush: Brush, services: Sequence[str], y: float) -> None:
        brush.box(RIGHT_X, y, RIGHT_WIDE, SERVICES, "card", "hair")
        brush.text(RIGHT_X + PAD, y + 10, 500, "能办这些事，代办不收钱", Type(30, MEDIUM, "ink"))
        words = "、".join(services)
        brush.lines(RIGHT_X + PAD, y + 56, RIGHT_WIDE - 2 * PAD, SERVICES - 68, words, Type(30, NORMAL, "ink"))

    # --- below

    def _paint_notices(self, brush: Brush) -> float:
        """How high they stand above the lower edge."""
        shown = self.notices()
        if not shown:
            return 0
        high = len(shown) * NOTICE + 20
        top = HEIGHT - EDGE - high + 16
        brush.box(EDGE, top, WIDTH - 2 * EDGE, high, "amber_tint")
        for at, words in enumerate(shown):
            line = top + 10 + at * NOTICE
            brush.icon(EDGE + PAD, line + 11, 36, "megaphone", "amber")
            brush.text(EDGE + PAD + 56, line + 4, WIDTH - 2 * EDGE - 2 * PAD - 56, words, Type(34, MEDIUM, "ink"))
        return high + GAP - 16


def _paint_large(brush: Brush, person: ShownPerson, y: float, size: float) -> None:
    """The name with its role, and the phone below."""
    x, inner = EDGE + PAD, LEFT_WIDE - 2 * PAD
    after = x + brush.text(x, y, inner * 0.72, person.name, Type(size, BOLD, "ink")) + 18
    brush.text(after, y + size * 0.42, inner * 0.25, person.role.person, Type(size * 0.5, NORMAL, "ink2"))
    brush.text(x, y + size * 1.26, inner, person.phone, Type(size * 0.9, MEDIUM, "red"))


def _paint_row_each(brush: Brush, people: Sequence[ShownPerson], y: float, height: float, most: float) -> None:
    """Many in little room: the name at the left, the phone at the right."""
    x, inner = EDGE + PAD, (LEFT_WIDE - 2 * PAD) / 2
    share = min(height / len(people), most * 1.6)
    for at, person in enumerate(people):
        size = min(share / 1.4, most)
        brush.text(x, y + at * share, inner, person.name, Type(size, MEDIUM, "ink"))
        brush.text(x + inner, y + at * share, inner, person.phone, Type(size, NORMAL, "ink"), RIGHT)
