"""公示屏: the notices that hang on it, and the button that shows it on a screen or television in the hall."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from ui.entry import Entry, Values
from ui.kit.fields import Field, Kind
from ui.kit.labels import Prose, Text, hairline
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.public_screen import PublicDisplay, display_of
from ui.screens.settings.place import Place
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import short_date
from venue_desk.domain.notices import Notice, NoticeEntry

NEW = "settings.notice.new"
CHANGED = "settings.notice."
NOTE = "大厅里接一块屏或电视，村民进门就看见谁在值班、能办什么。上面没有村民的信息，锁屏时也照常显示，按 Esc 关上。"
NO_NOTICE = "还没有通知。写上一条，屏的下面就有。"


def show(place: Place) -> None:
    """Notices and screens as they are."""
    act, display = place.act(), _display(place)
    page = _Page(place)
    display.changed.connect(page.show_anew)
    body = column(page, gap=12)
    body.addWidget(Prose(NOTE, "meta"))
    screens = QGuiApplication.screens()
    if len(screens) > 1:
        body.addWidget(Text("放到哪块屏", "card-title"))
        body.addWidget(Lines(_screen(place, number, screen) for number, screen in enumerate(screens, 1)))
        body.addWidget(hairline())
    body.addWidget(Text("通知", "card-title"))
    notices = place.desk.notices.rows(act.station_id)
    body.addWidget(Lines([_notice(place, notice, act) for notice in notices], NO_NOTICE))
    body.addStretch(1)
    verbs = [Verb("写一条通知", partial(put_up, place), icon="plus")]
    if display.is_open():
        primary = Verb("关上公示屏", partial(_close, place), icon="close")
    else:
        primary = Verb("打开公示屏", partial(open_display, place), icon="desk")
    place.show(PanelPage(title="公示屏", content=page, verbs=verbs, primary=primary))


def open_display(place: Place, screen: QScreen | None = None) -> None:
    """Show it, on that screen or where the desk is not."""
    _display(place).open(screen)


def go_on(place: Place, draft: str) -> None:
    """The form in which this draft was left; of a notice that was taken down nothing is opened."""
    if draft == NEW:
        put_up(place)
        return
    for notice in place.desk.notices.rows(place.act().station_id):
        if draft == f"{CHANGED}{notice.id}":
            change(place, notice)


def put_up(place: Place) -> None:
    """A new notice, from today on."""
    place.open(
        Entry(
            key=NEW, title="写一条通知", verb="放上去", fields=_fields(),
            values={"text": "", "from_on": place.act().today, "to_on": None},
            save=lambda act, values: place.desk.notices.put_up(act, _entry(values, act)),
            told=lambda notice: f"已放上公示屏：{notice.text}",
        )
    )  # fmt: skip


def change(place: Place, notice: Notice) -> None:
    """Other words or days."""
    place.open(
        Entry(
            key=f"{CHANGED}{notice.id}", title="改通知", verb="存下", fields=_fields(),
            values={"text": notice.text, "from_on": notice.from_on, "to_on": notice.to_on},
            save=lambda act, values: place.desk.notices.change(act, notice, _entry(values, act)),
            told=lambda changed: f"已改好：{changed.text}",
        )
    )  # fmt: skip


def _fields() -> tuple[Field, ...]:
    return (
        Field(
            name="text",
            label="写什么",
            hint="一句话，80 个字以内",
            placeholder="例如 12月5日前交医保，带身份证",
            required=True,
        ),
        Field(name="from_on", label="从哪天起", kind=Kind.DATE, required=True, row="days"),
        Field(name="to_on", label="到哪天止", kind=Kind.DATE, hint="空着就一直放", row="days"),
    )


def _entry(values: Values, act: Act) -> NoticeEntry:
    return NoticeEntry(text=str(values["text"] or ""), from_on=values["from_on"] or act.today, to_on=values["to_on"])


def _notice(place: Place, notice: Notice, act: Act) -> Line:
    take_down = partial(place.do, lambda: place.desk.notices.take_down(place.act(), notice), f"已撤下：{notice.text}")
    return Line(
        fact=notice.text,
        meta=_days(notice, act),
        quiet=not notice.shown_on(act.today),
        verbs=(Verb("改", partial(change, place, notice)), Verb("撤下", take_down)),
    )


def _days(notice: Notice, act: Act) -> str:
    first = short_date(notice.from_on, act.today)
    days = f"{first}起，一直放" if notice.to_on is None else f"{first}到{short_date(notice.to_on, act.today)}"
    if notice.shown_on(act.today):
        return f"正在放 · {days}"
    return f"{'还没到日子' if notice.from_on > act.today else '日子过了，不再放'} · {days}"


def _screen(place: Place, number: int, screen: QScreen) -> Line:
    own = screen is place.panel.screen()
    size = screen.size()
    return Line(
        fact=f"第 {number} 块屏 {screen.name()}",
        meta=f"{size.width()}×{size.height()}{'，值守台在这块上' if own else ''}",
        verbs=(Verb("放到这里", partial(open_display, place, screen)),),
    )


def _display(place: Place) -> PublicDisplay:
    return display_of(place.desk, place.panel.window())


def _close(place: Place) -> None:
    _display(place).close()


class _Page(QWidget):
    """Its slot is that of a widget: the display forgets it together with the page."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    @Slot()
    def show_anew(self) -> None:
        """Opened or closed, perhaps by Esc in the hall."""
        self._place.again()
