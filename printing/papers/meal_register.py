"""就餐登记表: a month of meals, cadre × day with 早, 中, 晚 below each other, guests and sums (DOMAIN §3.3). A4 lying."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from printing.blocks import horizontals, lines_of, middle, put, reckoned_lines, signature, verticals
from printing.document import Options, Paper
from printing.ledger import Column, Ledger, draw_ledger, paged
from printing.page import CENTRE, RIGHT
from printing.sheet import A4_LYING
from printing.styles import HAIR, HAIRLINE, INK, RED, REST, RULE, SOFT, WASH, Style, Weight

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press

MEALS = "早中晚"


@dataclass(frozen=True, slots=True, kw_only=True)
class MealRow:
    """One who eats here: the portions of each day of the month, meal by meal."""

    name: str
    breakfast: tuple[int, ...]
    lunch: tuple[int, ...]
    supper: tuple[int, ...]

    @property
    def meals(self) -> tuple[tuple[int, ...], ...]:
        """早, 中, 晚."""
        return self.breakfast, self.lunch, self.supper


@dataclass(frozen=True, slots=True, kw_only=True)
class MealGuest:
    """Guests of one meal, and who asked them."""

    day: str
    meal: str
    who: str
    unit: str
    invited_by: str
    portions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MealRegister:
    """A month. `guest_row` counts the guests day by day; `off` are the days nobody needs to work; `through` the last counted."""

    station: str
    serial: str
    month: date
    through: date
    rows: tuple[MealRow, ...]
    guest_row: MealRow
    guests: tuple[MealGuest, ...]
    off: tuple[int, ...]
    made_on: date


def _sample_rows() -> tuple[MealRow, ...]:
    names = ("陈志远", "王建军", "赵文博", "李秀兰", "张小梅", "马德林", "周玉凤")
    rows = []
    for at, name in enumerate(names):
        here = [(day + at * 2) % 7 < 5 for day in range(30)]
        rows.append(
            MealRow(
                name=name, breakfast=tuple(int(h and (day + at) % 3 > 0) for day, h in enumerate(here)),
                lunch=tuple(2 if h and day == 11 + at else int(h) for day, h in enumerate(here)),
                supper=tuple(int(h and (day * 3 + at) % 4 > 0) for day, h in enumerate(here)),
            )
        )  # fmt: skip
    return tuple(rows)


_NONE = (0,) * 30
SAMPLE = MealRegister(
    station="菜子镇浅河村便民服务站",
    serial="105203-V-20261201-0001",
    month=date(2026, 11, 1),
    through=date(2026, 11, 30),
    rows=_sample_rows(),
    guest_row=MealRow(name="客人", breakfast=_NONE, lunch=(*_NONE[:5], 3, *_NONE[6:18], 2, *_NONE[19:]), supper=_NONE),
    guests=(
        MealGuest(day="11月6日", meal="午餐", who="孙主任等", unit="镇便民服务中心", invited_by="王建军", portions=3),
        MealGuest(day="11月19日", meal="午餐", who="水利局技术员", unit="县水利局", invited_by="陈志远", portions=2),
    ),
    off=(1, 7, 8, 14, 15, 21, 22, 28, 29),
    made_on=date(2026, 12, 1),
)

LEFT_EDGE, MEASURE = 15.0, 272.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
NAME, MEAL, SUM = 19.0, 6.0, 11.0
DAYS = MEASURE - NAME - MEAL - 2 * SUM
TOP, HEAD, BOTTOM, SIGNED = 32.0, 9.5, 187.0, 194.0
LEAST_ROW, MOST_ROW = 3.2, 5.4
NOTE_LINE, MOST_NOTES = 4.6, 2
BLOCKS = int((BOTTOM - MOST_NOTES * NOTE_LINE - 1 - TOP - HEAD) / (3 * LEAST_ROW))
"""So many people, guests and sums among them, stand on a page."""

_TITLE = Style(23, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_FACT = Style(12, Weight.MEDIUM)
_LABEL = Style(11, ink=SOFT)
_HEAD = Style(9.5, Weight.MEDIUM)
_NOTE = Style(9.5)
_WEEKDAY = Style(7.5, ink=SOFT)
_NAME = Style(11, Weight.MEDIUM)
_MEAL = Style(7.5, ink=SOFT)
_MARK = Style(8.5)
_MANY = Style(8.5, Weight.BOLD)
_SUM = Style(8.5, Weight.MEDIUM)
_ALL = Style(12, Weight.BOLD)

GUESTS = Ledger(
    (
        Column("日期", 30, CENTRE), Column("餐次", 24, CENTRE), Column("客人", 70, weight=Weight.MEDIUM),
        Column("单位", 75), Column("谁请的", 45), Column("份数", 28, RIGHT),
    ),
    left=LEFT_EDGE,
)  # fmt: skip
GUEST_ROWS = int((BOTTOM - TOP - GUESTS.head) / GUESTS.row)


def build(data: MealRegister, press: "Press", options: Options) -> Iterator["Page"]:
    """The cadres, below them guests and the sums of each day; many guests stand by name on a page of their own."""
    del options
    tables, guests = _tables(data), _guest_pages(data)
    pages = len(tables) + len(guests)
    for number, rows in enumerate(tables, 1):
        page = press.page(A4_LYING.width, A4_LYING.height)
        _head(page, data, number, pages)
        last = number == len(tables)
        note = lines_of(page, _guest_note(data), _NOTE, width=MEASURE, depth=NOTE_LINE) if last and not guests else None
        bottom = BOTTOM - (NOTE_LINE * len(note.lines) + 1 if note else 0)
        _grid(page, data, [*rows, data.guest_row, _sums(data)] if last else rows, bottom)
        if note:
            put(page, LEFT_EDGE, BOTTOM - 0.5, note, rising=True)
        page.text(LEFT_EDGE, 198.6, "√ 是一份，数字是几份，空着是没有就餐。", _SMALL)
        if last:
            for at, label in enumerate(("登记人签字", "站长签字")):
                signature(page, LEFT_EDGE + at * 90, SIGNED, label, 80, _LABEL)
        yield page
    for number, lines in enumerate(guests, len(tables) + 1):
        page = press.page(A4_LYING.width, A4_LYING.height)
        _head(page, data, number, pages)
        draw_ledger(page, TOP, GUESTS, [_guest_texts(guest) for guest in lines])
        yield page


def pages_of(data: MealRegister) -> int:
    """Pages of cadres and of guests."""
    return len(_tables(data)) + len(_guest_pages(data))


def _tables(data: MealRegister) -> list[list[MealRow]]:
    return paged(data.rows, BLOCKS, BLOCKS, 2)


def _guest_pages(data: MealRegister) -> list[list[MealGuest]]:
    few = reckoned_lines(_guest_note(data), _NOTE, MEASURE) <= MOST_NOTES
    return [] if few else paged(data.guests, GUEST_ROWS, GUEST_ROWS, 0)


def _guest_note(data: MealRegister) -> str:
    """Few guests are told in a line or two below the table."""
    told = (
        f"{each.day}{each.meal}{each.unit}{each.who} {each.portions} 份（{each.invited_by}请）" for each in data.guests
    )
    return f"客人：{'；'.join(told)}" if data.guests else ""


def _guest_texts(guest: MealGuest) -> tuple[str, ...]:
    return guest.day, guest.meal, guest.who, guest.unit, guest.invited_by, f"{guest.portions} 份"


def _sums(data: MealRegister) -> MealRow:
    rows = [*data.rows, data.guest_row]
    breakfast, lunch, supper = (
        tuple(sum(row.meals[meal][day] for row in rows) for day in range(_days(data.month))) for meal in range(3)
    )
    return MealRow(name="合计", breakfast=breakfast, lunch=lunch, supper=supper)


def _days(month: date) -> int:
    return ((month.replace(day=28) + timedelta(days=4)).replace(day=1) - month).days


def _head(page: "Page", data: MealRegister, number: int, pages: int) -> None:
    page.text(LEFT_EDGE, 13, data.station, _SMALL, room=90)
    page.text(RIGHT_EDGE, 13, f"编号 {data.serial}", _SMALL, RIGHT, 80)
    page.text(A4_LYING.width / 2, 18.5, "就餐登记表", _TITLE, CENTRE)
    page.rule(LEFT_EDGE, 22, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 23.2, MEASURE, RED, RULE)
    page.text(LEFT_EDGE, 29.2, f"{data.month.year}年{data.month.month}月", _FACT)
    made = f"{_date(data.made_on)}制表"
    whole = data.through.day == _days(data.month)
    page.text(RIGHT_EDGE, 29.2, made if whole else f"{made}，算到{_date(data.through)}", _LABEL, RIGHT, 120)
    page.text(RIGHT_EDGE, 198.6, f"第 {number} 页，共 {pages} 页", _SMALL, RIGHT)


def _grid(page: "Page", data: MealRegister, rows: Sequence[MealRow], bottom: float) -> None:
    """The heads, then three lines for each; days off on a light ground."""
    row = min(MOST_ROW, (bottom - TOP - HEAD) / (3 * max(len(rows), 1)))
    days, height = _days(data.month), HEAD + 3 * row * len(rows)
    pitch, first = DAYS / days, LEFT_EDGE + NAME + MEAL
    page.box(LEFT_EDGE, TOP, MEASURE, HEAD, WASH)
    for day in data.off:
        page.box(first + (day - 1) * pitch, TOP + HEAD, pitch, height - HEAD, REST)
    _heads(page, data.month, days, pitch)
    for at, each in enumerate(rows):
        _block(page, TOP + HEAD + at * 3 * row, row, pitch, each, whole=each is not rows[-1] or each.name != "合计")
    edges = [first + at * pitch for at in range(days + 1)]
    verticals(page, [LEFT_EDGE + NAME, *edges, RIGHT_EDGE - SUM], TOP, height)
    page.frame(LEFT_EDGE, TOP, MEASURE, height, INK, RULE)


def _heads(page: "Page", month: date, days: int, pitch: float) -> None:
    for x, wide, title in (
        (LEFT_EDGE, NAME, "姓名"), (LEFT_EDGE + NAME, MEAL, "餐"), (RIGHT_EDGE - 2 * SUM, SUM, "份数"),
        (RIGHT_EDGE - SUM, SUM, "合计"),
    ):  # fmt: skip
        page.text(x + wide / 2, middle(TOP + HEAD / 2, _HEAD.size), title, _HEAD, CENTRE, wide - 0.6)
    for at in range(days):
        x = LEFT_EDGE + NAME + MEAL + (at + 0.5) * pitch
        page.text(x, TOP + 4.2, f"{at + 1}", _HEAD, CENTRE)
        page.text(x, TOP + 8.1, "一二三四五六日"[(month.weekday() + at) % 7], _WEEKDAY, CENTRE)


def _block(page: "Page", y: float, row: float, pitch: float, each: MealRow, *, whole: bool) -> None:
    """Three lines: the portions of a meal through the month and their sum; beside them all meals together."""
    page.text(LEFT_EDGE + 1.5, middle(y + 1.5 * row, _NAME.size), each.name, _NAME, room=NAME - 3)
    first = LEFT_EDGE + NAME + MEAL
    for meal, portions in enumerate(each.meals):
        base = middle(y + (meal + 0.5) * row, _MARK.size)
        page.text(LEFT_EDGE + NAME + MEAL / 2, base - 0.15, MEALS[meal], _MEAL, CENTRE)
        for at, count in enumerate(portions):
            if count:
                mark, style = ("√", _MARK) if count == 1 and whole else (f"{count}", _MANY if whole else _SUM)
                page.text(first + (at + 0.5) * pitch, base, mark, style, CENTRE, pitch - 0.4)
        page.text(RIGHT_EDGE - SUM - 1.5, base, f"{sum(portions)}", _SUM, RIGHT, SUM - 2)
    page.text(RIGHT_EDGE - 1.5, middle(y + 1.5 * row, _ALL.size), f"{sum(map(sum, each.meals))}", _ALL, RIGHT, SUM - 2)
    horizontals(page, LEFT_EDGE + NAME, [y + row, y + 2 * row], MEASURE - NAME - SUM)
    page.rule(LEFT_EDGE, y, MEASURE, SOFT if y > TOP + HEAD else HAIR, 0.2 if y > TOP + HEAD else HAIRLINE)


def _date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


PAPER = Paper("meal-register", "就餐登记表", A4_LYING, SAMPLE, build, pages_of)
