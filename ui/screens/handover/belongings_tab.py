"""物品: the keys, seals and machines that go from hand to hand; what is registered here stands in every handover."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.entry import Entries, Entry
from ui.kit.columns import Column, Mark, Tone
from ui.kit.columns import Kind as ColumnKind
from ui.kit.empty_state import Emptiness
from ui.kit.facts import one_section
from ui.kit.fields import Choice, Field, Kind
from ui.kit.filters import State
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spelling import is_spelled
from ui.kit.verb import Verb
from ui.made_files import export_verb
from venue_desk.domain.belongings import Belonging, BelongingEntry, BelongingKind
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.records import said

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

HAVING, GIVEN_UP = State("having", "在用"), State("given-up", "已注销")
KINDS = tuple(Choice(kind, kind.label) for kind in BelongingKind)
COLUMNS: tuple[Column[Belonging], ...] = (
    Column("名称", lambda b: b.name),
    Column("种类", lambda b: b.kind.label, width=104),
    Column("件数", lambda b: f"{b.count} {b.kind.measure}", width=92, kind=ColumnKind.NUMBER),
    Column("放在哪里", lambda b: "，".join(filter(None, (b.place, b.note))), width=220),
)


class BelongingsTab:
    """The register of belongings."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget") -> None:
        self._desk, self._shell = desk, shell
        new = Verb("登记物品", self.register, icon="plus", keys="Ctrl+N")
        self.view = RegisterView(
            Register(
                name="belongings",
                title="交接班",
                thing="物品",
                columns=COLUMNS,
                source=_source([]),
                purpose=Emptiness("key", "点一件，改件数和放的地方。", "交接时按种类逐项点清。"),
                nothing=Emptiness("key", "还没有物品。", "钥匙、公章、设备登记一次，每次交接都会列出来。", "登记物品", self.register),
                page_of=self._page,
                new=new,
                quiet=(export_verb(desk, shell, "belongings", "物品", lambda: self.view),),
                states=(HAVING, GIVEN_UP),
                tabs=tabs,
            )
        )  # fmt: skip
        self.view.filtered.connect(lambda _: self.refresh())
        self._entries = Entries(desk, shell, self.view, self.refresh)

    def refresh(self) -> None:
        """Read again."""
        filtering = self.view.filters.filtering()
        rows = self._desk.belongings.rows(self._desk.act().station_id, closed=filtering.state == GIVEN_UP.key)
        shown = [
            row
            for row in rows
            if not filtering.text or is_spelled(row.name, filtering.text) or filtering.text in row.place
        ]
        self.view.show_rows(_source(shown))
        kinds = [(kind, sum(row.count for row in shown if row.kind is kind)) for kind in BelongingKind]
        self.view.sheet.show_foot(
            f"{len(shown)} 样", "　".join(f"{kind.label} {count} {kind.measure}" for kind, count in kinds if count)
        )

    def take_focus(self) -> None:
        """On the table, unless a form is open."""
        if self.view.panel.form() is None:
            self.view.sheet.take_focus()
        else:
            self.view.panel.take_focus()

    def register(self) -> None:
        """The form of a new one; the next goes on with the same kind."""
        self._entries.open(
            Entry(
                key="belonging.new", title="登记物品", verb="登记", fields=_fields(),
                values={"kind": BelongingKind.KEY, "count": 1},
                save=lambda act, values: self._desk.belongings.register(act, _entry_of(values)),
                told=lambda made: f"已登记：{made.name} {made.count} {made.kind.measure}",
                again=lambda made: {"kind": made.kind, "name": "", "count": 1, "place": made.place, "note": ""},
            )
        )  # fmt: skip

    # within

    def _page(self, row: Belonging) -> PanelPage:
        gone = row.closed_on
        return PanelPage(
            title=row.name,
            meta=row.kind.label,
            mark=Mark("已注销", Tone.NEUTRAL) if gone else None,
            sealed="已经注销，只能看。" if gone else "",
            content=one_section(
                [
                    ("件数", f"{row.count} {row.kind.measure}"), ("放在哪里", row.place), ("备注", row.note),
                    *([("注销日期", plain_date(gone))] if gone else []),
                ]
            ),
            verbs=() if gone else (Verb("注销", partial(self._close, row)),),
            primary=None if gone else Verb("改", partial(self._change, row), icon="edit"),
        )  # fmt: skip

    def _change(self, row: Belonging) -> None:
        self._entries.open(
            Entry(
                key=f"belonging.{row.id}", title=f"改{row.name}", verb="存下", fields=_fields(),
                values=said(BelongingEntry, row),
                save=lambda act, values: self._desk.belongings.change(act, row, _entry_of(values)),
                told=lambda made: f"已改好：{made.name} {made.count} {made.kind.measure}",
            )
        )  # fmt: skip

    def _close(self, row: Belonging) -> None:
        done: list[Any] = []
        if self.view.panel.attempt(lambda: done.append(self._desk.belongings.close(self._desk.act(), row))):
            self.refresh()
            self._shell.toast(f"已注销：{row.name}", undo=lambda: self._entries.undo(done[0]))


def _fields() -> Sequence[Field]:
    return [
        Field(name="kind", label="种类", kind=Kind.CHOICE, choices=KINDS, required=True),
        Field(name="name", label="名称", required=True, placeholder="例如 大门钥匙", row="what", share=3),
        Field(name="count", label="件数", kind=Kind.WHOLE, required=True, row="what"),
        Field(name="place", label="放在哪里", placeholder="例如 值班室墙上"),
        Field(name="note", label="备注", placeholder="可以不填"),
    ]


def _entry_of(values: Mapping[str, Any]) -> BelongingEntry:
    return BelongingEntry(
        kind=values["kind"] or BelongingKind.KEY, name=values["name"] or "", count=values["count"] or 0,
        place=values["place"] or "", note=values["note"] or "",
    )  # fmt: skip


def _source(rows: Sequence[Belonging]) -> ListSource[Belonging]:
    return ListSource(rows, key=lambda row: row.id, name=lambda row: row.name)
