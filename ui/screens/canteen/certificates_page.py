"""健康证 of those who cook, as a page over the canteen: registered, renewed, and in red once over."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from ui.entry import Entries, Entry
from ui.kit.columns import Column, Mark, Tone
from ui.kit.columns import Kind as ColumnKind
from ui.kit.empty_state import Emptiness
from ui.kit.facts import one_section
from ui.kit.fields import Field, Kind
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screen import Screen
from venue_desk.changes import Topic
from venue_desk.domain.calendar import short_date
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.health_certificates import HealthCertificate, HealthCertificateEntry, expiring
from venue_desk.domain.records import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

FIELDS = (
    Field(name="person", label="谁的", placeholder="例如 何彩云"),
    Field(name="number", label="健康证编号"),
    Field(name="issued_on", label="发证日期", kind=Kind.DATE, row="days", required=True),
    Field(name="expires_on", label="有效期止", kind=Kind.DATE, row="days", required=True),
)


class CertificatesPage(Screen):
    """Everybody's, the latest of each first."""

    TOPICS: ClassVar = frozenset({Topic.SAMPLES})

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._pressing: dict[Any, Finding] = {}
        self.view = RegisterView(
            Register(
                name="health-certificates",
                title="健康证",
                thing="健康证",
                columns=self._columns(lambda: desk.act().today),
                source=_source([]),
                purpose=Emptiness("heart", "点一张，看什么时候到期。", "换了新证再登记一张，旧的留着。"),
                nothing=Emptiness(
                    "heart", "还没有登记健康证。", "做饭的人都要有，每年体检换一次。", "登记健康证", self.register
                ),
                page_of=self._page,
                new=Verb("登记健康证", self.register, icon="plus", keys="Ctrl+N"),
                quiet=(Verb("返回", shell.close_page, icon="arrow-left"),),
            )
        )
        self._entries = Entries(desk, shell, self.view, self.refresh)
        column(self).addWidget(self.view)
        self.view.filters.find_line.hide()
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        found = self._desk.health_certificates.all(self._desk.act().station_id)
        self._pressing = {each.subject: each for each in expiring(found, self._desk.act().today)}
        self.view.show_rows(_source(found))
        self.view.sheet.show_foot(f"{len(found)} 张", next((each.sentence for each in self._pressing.values()), ""))

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return self.view.regions()

    def register(self) -> None:
        """登记健康证."""
        self._open("certificate.new", "登记健康证", "登记", {}, self._desk.health_certificates.register)

    def go_on(self, draft: str) -> None:
        """The form that was left, by the key of its draft."""
        rows = self._desk.health_certificates.all(self._desk.act().station_id)
        found = next((each for each in rows if draft == f"certificate.{each.id}"), None)
        if found is not None:
            self._change(found)
        elif draft == "certificate.new":
            self.register()

    # within

    def _page(self, each: HealthCertificate) -> PanelPage:
        today = self._desk.act().today
        facts = [
            ("编号", each.number), ("发证日期", short_date(each.issued_on, today)),
            ("有效期止", short_date(each.expires_on, today)),
        ]  # fmt: skip
        return PanelPage(
            title=each.person,
            mark=self._mark(each, today),
            content=one_section(facts),
            verbs=(Verb("不做饭了", partial(self._close, each)),),
            primary=Verb("改", partial(self._change, each), icon="edit"),
        )

    def _change(self, before: HealthCertificate) -> None:
        values = said(HealthCertificateEntry, before)
        change = self._desk.health_certificates.change
        self._open(
            f"certificate.{before.id}", f"改{before.person}的健康证", "存下", values,
            lambda act, entry: change(act, before, entry),
        )  # fmt: skip

    def _open(
        self, key: str, title: str, verb: str, values: "Mapping[str, Any]", write: Callable[[Any, Any], Any]
    ) -> None:
        self._entries.open(
            Entry(
                key=key, title=title, verb=verb, fields=FIELDS, values=values,
                save=lambda act, typed: write(act, _entry(typed)), told=lambda each: f"已存下：{each.person}的健康证",
                check=self._look_at,
            )
        )  # fmt: skip

    def _look_at(self, typed: "Mapping[str, Any]") -> "Sequence[Any]":
        if typed["issued_on"] is None or typed["expires_on"] is None:
            return []
        found = self._desk.health_certificates.findings(self._desk.act(), _entry(typed))
        return [each for each in found if each.severity is Severity.SHOULD]

    def _close(self, each: HealthCertificate) -> None:
        done: list[Any] = []
        close = self._desk.health_certificates.close
        if self.view.panel.attempt(lambda: done.append(close(self._desk.act(), each))):
            self.refresh()
            self._shell.toast(f"已收起：{each.person}的健康证", undo=lambda: self._entries.undo(done[0]))

    def _columns(self, today: Callable[[], date]) -> Sequence[Column[HealthCertificate]]:
        return (
            Column("谁的", lambda c: c.person, meta=lambda c: c.number),
            Column("有效期止", lambda c: short_date(c.expires_on, today()), width=132),
            Column(
                "", lambda c: self._mark(c, today()).text, width=120, kind=ColumnKind.CHIP,
                mark=lambda c: self._mark(c, today()),
            ),
        )  # fmt: skip

    def _mark(self, each: HealthCertificate, today: date) -> Mark:
        """As the rule sees it beside the others: one that was renewed presses nobody; tone and icon are ours."""
        found = self._pressing.get(each.id)
        if found is None and expiring([each], today):
            return Mark("换过了", Tone.NEUTRAL)
        if found is None:
            return Mark("有效", Tone.JADE, "check")
        over = found.severity is Severity.MUST
        return Mark("过期了" if over else "快到期", Tone.RED if over else Tone.AMBER, "must" if over else "warning")


def _entry(typed: "Mapping[str, Any]") -> HealthCertificateEntry:
    return HealthCertificateEntry(
        person=typed["person"] or "", number=typed["number"] or "", issued_on=typed["issued_on"],
        expires_on=typed["expires_on"],
    )  # fmt: skip


def _source(rows: Sequence[HealthCertificate]) -> ListSource[HealthCertificate]:
    return ListSource(rows, key=lambda each: each.id, name=lambda each: each.person)
