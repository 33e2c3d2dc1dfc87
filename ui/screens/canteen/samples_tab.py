"""留样: the dishes of a meal in one line, as the menu has them; what was kept long enough is discarded in one key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from ui import theme
from ui.entry import Entries
from ui.kit.columns import Column, Mark, Tone
from ui.kit.columns import Kind as ColumnKind
from ui.kit.empty_state import Emptiness
from ui.kit.facts import one_section
from ui.kit.fields import Field
from ui.kit.filters import State
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spelling import is_spelled
from ui.kit.verb import Verb
from ui.made_files import export_verb
from ui.quick_line import Quick, QuickLine
from ui.screens.canteen.sample_slips import SampleSlips, clock_of, dishes_in, entries_of, sample_fields
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import month_of
from venue_desk.domain.samples import Sample, meal_before

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.saved import Saved

LATELY = timedelta(days=62)
ALL, DUE, KEPT, GONE = "all", "due", "kept", "gone"
STATES = (State(ALL, "全部"), State(DUE, "该销毁"), State(KEPT, "冷藏中"), State(GONE, "已销毁"))
DISCARD = "Ctrl+D"


class SamplesTab:
    """The register of the samples."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", quiet: Sequence[Verb]) -> None:
        self._desk, self._shell = desk, shell
        self._proposed: list[str] = []
        self._asked = {folded: sample_fields(desk, folded=folded) for folded in (False, True)}
        self.line = QuickLine(
            desk,
            Quick(
                key="sample.new", verb="留样", fields=self._fields, save=self._keep, defaults=self._defaults,
                clock=self._clock, look=self._look_at,
            ),
        )  # fmt: skip
        self.view = RegisterView(
            Register(
                name="samples",
                title="食堂",
                thing="留样",
                columns=columns(lambda: desk.act().at),
                source=_source([]),
                purpose=Emptiness("sample", "点一份，看留了多少、保存到什么时候。", "到期的按 Ctrl+D 一次登记销毁。"),
                nothing=Emptiness("sample", "还没有留样。", "饭菜出锅后，在上面一行写菜名，回车就留下。"),
                page_of=self._page,
                quiet=(
                    *quiet,
                    export_verb(desk, shell, "samples", "留样登记", lambda: self.view),
                    Verb("打印", self.print_month, icon="printer", keys="Ctrl+P"),
                    Verb("销毁到期的", self.discard_due, icon="delete", keys=DISCARD),
                ),
                states=STATES,
                tabs=tabs,
                above=self.line,
            )
        )
        self._entries = Entries(desk, shell, self.view, self.refresh)
        self._slips = SampleSlips(desk, self._entries, self._take_back)
        self.view.filtered.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        """Read again: the last two months, and whatever lies there longer."""
        self.line.refresh()
        act, filtering, every = self._desk.act(), self.view.filters.filtering(), self._every()
        self.view.filters.show_counts(
            {state.key: sum(_is(each, state.key, act.at) for each in every) for state in STATES}
        )
        shown = [each for each in every if _is(each, filtering.state or ALL, act.at) and _matches(each, filtering.text)]
        self.view.show_rows(_source(shown))
        kept = sum(each.discarded_at is None for each in every)
        told = f"冷藏中 {kept} 份" if kept else "冷藏的都销毁了"
        self.view.sheet.show_foot(f"{len(shown)} 份" if shown else "", told if every else "")

    def take_focus(self) -> None:
        """In the line."""
        self.line.take_focus()

    def discard_due(self) -> None:
        """登记销毁: all that was kept long enough."""
        due = self._desk.samples.due(self._desk.act().station_id, self._desk.act().at)
        if due:
            self._discard(due)
        else:
            self._shell.toast("现在没有到期的留样")

    def show_due(self, sample_id: "UUID") -> None:
        """Only what is due, one of them picked: the red button discards it, Ctrl+D all."""
        self.view.filters.restore(replace(self.view.filters.filtering(), state=DUE))
        self.refresh()
        self.view.pick(sample_id)

    def go_on(self, draft: str) -> None:
        """The form about a sample that was left: its key names the sample, and which form it is."""
        _, _, rest = draft.partition(".")
        sample_id, _, form = rest.partition(".")
        sample = next((each for each in self._every() if sample_id == str(each.id)), None)
        if sample is not None:
            self._slips.go_on(sample, form)

    def print_month(self) -> None:
        """To where the log of this month is printed."""
        self._shell.go("printouts", paper=PaperKey.SAMPLE_LOG.value, month=month_of(self._desk.act().today))

    # within

    def _every(self) -> list[Sample]:
        act = self._desk.act()
        recent = self._desk.samples.between(act.station_id, act.today - LATELY, act.today)
        known = {each.id: each for each in (*self._desk.samples.kept(act.station_id), *recent)}
        return sorted(known.values(), key=lambda each: each.kept_at, reverse=True)

    def _fields(self) -> list[Field]:
        """Always the same in one size of type: other ones would make the line anew."""
        return self._asked[theme.current().narrow_detail]

    def _defaults(self) -> Mapping[str, Any]:
        act = self._desk.act()
        day, meal = meal_before(act.at)
        last = self._desk.samples.last(act.station_id)
        kept = {each.dish for each in self._desk.samples.between(act.station_id, day, day) if each.meal is meal}
        menu = self._desk.meals.menu(act.station_id, day)
        self._proposed = [dish for line in menu if (line.day, line.meal) == (day, meal) for dish in line.each]
        return {
            "dish": "、".join(dish for dish in self._proposed if dish not in kept), "meal": meal, "day": day,
            "grams": self._desk.samples.grams(act.station_id, act.today), "kept_by": last.kept_by if last else "",
            "kept_at": clock_of(act.at),
        }  # fmt: skip

    def _clock(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        """The hour of keeping is now; the meal is the last one, unless dishes the menu proposed say which it is."""
        now = self._desk.act().at
        day, meal = meal_before(now)
        dishes = dishes_in(typed["dish"])
        from_menu = bool(dishes) and set(dishes) <= set(self._proposed)
        return {"kept_on": day_of(now), "kept_at": clock_of(now), **({} if from_menu else {"day": day, "meal": meal})}

    def _look_at(self, act: Act, values: Mapping[str, Any]) -> Sequence[Finding]:
        """Each reminder once, however many dishes it is about."""
        found = [each for entry in entries_of(act, values) for each in self._desk.samples.findings(act, entry)]
        return list({each.code: each for each in found if each.severity is Severity.SHOULD}.values())

    def _keep(self, act: Act, values: Mapping[str, Any]) -> None:
        saved = self._desk.samples.keep(act, entries_of(act, values))
        self.refresh()
        until = saved.record[0].keep_until
        names = "、".join(each.dish for each in saved.record)
        told = f"已留样：{names}，保存到{short_date(day_of(until), act.today)} {at_station(until):%H:%M}"
        self._shell.toast(told, undo=lambda: self._entries.undo(saved))

    def _page(self, sample: Sample) -> PanelPage:
        today = self._desk.act().today
        facts = [
            ("哪一餐", f"{short_date(sample.day, today)} {sample.meal.label}"), ("克数", f"{sample.grams} 克"),
            ("留样时间", _moment(sample.kept_at, today)), ("留样人", sample.kept_by),
            ("保存至", _moment(sample.keep_until, today)),
            *([("销毁时间", _moment(sample.discarded_at, today)), ("销毁人", sample.discarded_by)] if sample.discarded_at else []),
        ]  # fmt: skip
        due = sample.due(self._desk.act().at)
        there = sample.discarded_at is None
        return PanelPage(
            title=sample.dish,
            mark=_mark(sample, self._desk.act().at),
            content=one_section(facts),
            note="" if due or not there else "还没到保存期，不能销毁",
            verbs=self._slips.verbs(sample, due=due),
            primary=Verb("登记销毁", partial(self._discard, [sample]), icon="delete") if due else None,
        )

    def _discard(self, samples: Sequence[Sample]) -> None:
        names = samples[0].title if len(samples) == 1 else f"{len(samples)} 份留样"
        self._do(lambda: self._desk.samples.discard(self._desk.act(), samples), f"已登记销毁：{names}")

    def _take_back(self, sample: Sample) -> None:
        self._do(lambda: self._desk.samples.still_there(self._desk.act(), sample), f"已改回：{sample.title}还没销毁")

    def _do(self, act: Callable[[], "Saved[Any]"], told: str) -> None:
        done: list[Saved[Any]] = []
        if self.view.panel.attempt(lambda: done.append(act())):
            self.refresh()
            self._shell.toast(told, undo=lambda: self._entries.undo(done[0]))


def columns(now: Callable[[], datetime]) -> Sequence[Column[Sample]]:
    """The dish first, and until when it stays."""
    return (
        Column("菜名", lambda s: s.dish, meta=lambda s: f"{s.grams} 克 · {s.kept_by}"),
        Column("哪一餐", lambda s: short_date(s.day, day_of(now())), meta=lambda s: s.meal.label, width=112),
        Column("保存至", lambda s: _moment(s.keep_until, day_of(now())), width=152),
        Column("", lambda s: _mark(s, now()).text, width=120, kind=ColumnKind.CHIP, mark=lambda s: _mark(s, now())),
    )


def _source(rows: Sequence[Sample]) -> ListSource[Sample]:
    return ListSource(rows, key=lambda sample: sample.id, name=lambda sample: sample.dish)


def _is(sample: Sample, state: object, now: datetime) -> bool:
    gone = sample.discarded_at is not None
    return {ALL: True, DUE: sample.due(now), KEPT: not gone, GONE: gone}[str(state)]


def _matches(sample: Sample, text: str) -> bool:
    return not text or is_spelled(sample.dish, text) or text in sample.dish or is_spelled(sample.kept_by, text)


def _mark(sample: Sample, now: datetime) -> Mark:
    if sample.discarded_at is not None:
        return Mark("已销毁", Tone.JADE, "check")
    return Mark("该销毁了", Tone.AMBER, "clock") if sample.due(now) else Mark("冷藏中", Tone.NEUTRAL)


def _moment(at: datetime | None, today: Any) -> str:
    return f"{short_date(day_of(at), today)} {at_station(at):%H:%M}" if at is not None else ""
