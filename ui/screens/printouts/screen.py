"""The print screen: what and whose at the left, the paper as it will be in the middle, how and where to at the right."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from ui.kit.buttons import Button
from ui.kit.finding_line import Mend
from ui.kit.labels import ElidedText, Text
from ui.kit.print_preview import PrintPreview
from ui.kit.segmented import Segmented
from ui.kit.spacing import PAGE, column, row
from ui.printers import Printers
from ui.screen import Screen
from ui.screens.printouts.agents import AgentChooser
from ui.screens.printouts.close_up import FINE
from ui.screens.printouts.columns import Columns
from ui.screens.printouts.issued import IssuedList
from ui.screens.printouts.kinds import (
    CARDS,
    ISSUED,
    KINDS,
    LISTS,
    NOTES,
    OF_PAPER,
    PAPERS,
    SHEETS,
    TITLES,
    amount,
    nothing,
)
from ui.screens.printouts.missing import MISSING, MissingCharacters
from ui.screens.printouts.options import PrintOptions
from ui.screens.printouts.places import Place, PlaceChooser
from ui.screens.printouts.ways_out import NOT_PRINTED, WaysOut
from venue_desk.changes import Topic
from venue_desk.domain.findings import Finding, blocking
from venue_desk.domain.printouts import CardOrder, Copies, ListOrder, Order, PaperKey, SheetOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.gathering import Gathered


class PrintoutsScreen(Screen):
    """One order at a time."""

    TOPICS: ClassVar = frozenset(
        {Topic.CADRES, Topic.HOUSEHOLDS, Topic.POLICIES, Topic.ENTITLEMENTS, Topic.PRINTOUTS, Topic.STATIONS}
    )

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._gathered: Gathered | None = None
        self._findings: list[Finding] = []
        self._again: tuple[UUID, tuple[UUID, ...]] | None = None
        self._households: tuple[UUID, ...] = ()
        self._given_to: tuple[UUID, ...] = ()
        self._told_cards = ""
        self._title, self._sentence = Text("", "title"), ElidedText("", "meta")
        self._back = Button("返回", shell.back, kind="quiet-icon", icon="arrow-left", keys="Esc")
        self._kind = Segmented(KINDS, CARDS, name="印什么")
        self._lacking = Button("只印没卡的户", self._choose_lacking)
        self.agents = AgentChooser(self._change_words, partial(shell.go, "cadres", new=True))
        self.places = PlaceChooser()
        self.preview, self.options = PrintPreview(self._mends), PrintOptions()
        self.missing = MissingCharacters(desk.printouts, self.preview, self._look, self.settle)
        self.issued = IssuedList(desk, self._print_again)
        self._ways_out = WaysOut(desk, shell, self.options.job, self._told)
        self._printers = Printers(self)
        self._columns, self._body = Columns(self.agents, self.places, self.preview, self.options), QStackedWidget()
        self._picture = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()

    # --- Screen

    def refresh(self) -> None:
        """Agents, places and years again; what was chosen stays."""
        act = self._desk.act()
        self._show_agents()
        years = self._desk.entitlements.years(act.station_id) or [act.today.year]
        self.places.show_years(years, self.places.year() or years[0])
        self.places.show_places(self._places(), self.places.number())
        self._columns.order_focus((self._back, self._lacking, self._kind))
        self._look()

    def topics_changed(self, topics: frozenset[Topic]) -> None:
        """After a run only what a run changes: one does not wait for the whole village to be read again."""
        if not (self.isVisible() and topics == {Topic.PRINTOUTS}):
            super().topics_changed(topics)
        elif self._kind.value() == CARDS:
            self._show_agents()
            self._columns.order_focus((self._back, self._lacking, self._kind))
            self._look()
        elif self._kind.value() == ISSUED:
            self.issued.refresh()
        elif self._gathered is not None:
            self._gathered = self._desk.printouts.renumbered(self._gathered)
            self._picture.start()

    def arrive(self, **about: object) -> None:
        """`paper` with `cadre_ids`, `household_ids`, `hamlet_id`, `year`; or `again`, the printout to print once more."""
        self._again = None
        self.missing.begin_anew()
        self._printers.look()
        self._households, self._given_to = cast("tuple[UUID, ...]", about.get("household_ids", ())), ()
        if "again" in about:
            self._print_again(cast("UUID", about["again"]), self._households)
            return
        paper = str(about.get("paper", CARDS))
        self._show_kind(CARDS if paper == PaperKey.CONTACT_CARD_A6 else paper)
        self._show_agents()
        years = self._desk.entitlements.years(self._desk.act().station_id) or [self._desk.act().today.year]
        self.places.show_years(years, cast("int", about.get("year", self.places.year() or years[0])))
        places = self._places()
        wanted = about.get("hamlet_id")
        self.places.show_places(places, next((n for n, p in enumerate(places) if wanted and p.hamlet_id == wanted), 0))
        self._columns.order_focus((self._back, self._lacking, self._kind))
        if paper == CARDS and self._households:
            self._choose_given(self._households)
        elif "cadre_ids" in about:
            self._choose_agents(cast("tuple[UUID, ...]", about["cadre_ids"]))
        else:
            self._look()
        self._stale = False

    def settle(self) -> None:
        """On the way out: coming here with all filled in, Enter prints."""
        if self._kind.value() == ISSUED:
            self.issued.take_focus()
        elif self.options.send.isEnabled():
            self.options.send.setFocus()
        else:
            self.agents.first_focus().setFocus()

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return (self.issued,) if self._kind.value() == ISSUED else (self._columns.who, self.preview, self.options)

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """Every kind of paper."""
        return {
            "used": partial(self._show_used_sheet, 3),
            "door": lambda: self.options.show_card_paper(PaperKey.CONTACT_CARD_A6),
            "sheet": partial(self.arrive, paper=SHEETS),
            "list": partial(self.arrive, paper=LISTS),
            "issued": partial(self.arrive, paper=ISSUED),
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit that no field wanted is the place to begin at."""
        if self._kind.value() != CARDS or not self.options.start.take_digit(event.text()):
            super().keyPressEvent(event)

    # --- what is ordered

    def _order(self) -> Order:
        kind, options = self._kind.value(), self.options
        if kind == CARDS:
            return self._card_order(self.agents.chosen(), options.start.start())
        place, year = self.places.place(), self.places.year()
        if kind == LISTS:
            from_on = cast("date", options.from_on.date().toPython())
            return ListOrder(year=year, from_on=from_on, hamlet_id=place.hamlet_id)
        return SheetOrder(
            year=year, household_ids=place.household_ids, hamlet_id=place.hamlet_id, qr=options.qr.isChecked()
        )

    def _card_order(self, agents: "tuple[Copies, ...]", start: int = 1) -> CardOrder:
        options = self.options
        return CardOrder(
            paper=options.card_paper(), agents=agents, start=start,
            crop_marks=options.crop_marks.isChecked(), qr=options.qr.isChecked(), household_ids=self._given_to,
        )  # fmt: skip

    def _look(self) -> None:
        """Gather the order and judge it; its picture comes in the next turn of the event loop."""
        if self._kind.value() == ISSUED or self.options.job.busy():
            return
        act, printouts = self._desk.act(), self._desk.printouts
        if self._again is not None:
            gathered = printouts.again(act, self._again[0], self._again[1], start=self.options.start.start())
        else:
            gathered = printouts.gather(act, self._order())
        gathered = self.missing.spelled(gathered)
        self._gathered, self._findings = gathered, printouts.findings(gathered)
        self.preview.show_findings(*self._below_the_paper())
        self._look_ready()
        self._picture.start()

    def _show_picture(self) -> None:
        if self._gathered is None or self._kind.value() == ISSUED:
            return
        pages = self._desk.printouts.pages(self._gathered)
        if pages:
            self.preview.show_run(partial(self._desk.printouts.preview, self._gathered), pages)
        else:
            register = partial(self._shell.go, "policies", new=True)
            self.preview.show_nothing(nothing(str(self._kind.value()), self.places.year(), register))
        self._look_closely()

    def _look_closely(self) -> None:
        """The card of the agent in hand, each drawn once."""
        facts = self.agents.in_hand()
        self.agents.close_up.setVisible(facts is not None and not self._columns.narrow())
        if facts is None or self._kind.value() != CARDS or self._columns.narrow():
            return
        order = self._card_order((Copies(cadre_id=facts.cadre.id, copies=1),))
        gathered = self.missing.spelled(self._desk.printouts.gather(self._desk.act(), order))
        pdf, cut = self._desk.printouts.close_up(gathered)
        findings = [finding.sentence for finding in self._desk.printouts.findings(gathered)]
        findings += [f"「{words}」太长，印出来末尾是省略号，请改短些。" for words in cut]
        self.agents.close_up.show_card(facts.cadre.name, pdf, next(iter(findings), ""))

    def _below_the_paper(self) -> "tuple[list[Finding], str]":
        """What is to be mended; that nothing is ordered the empty sheet says itself, that all fits the enlarged card."""
        findings = [finding for finding in self._findings if finding.code != "print.nothing"]
        alone = self._kind.value() != CARDS or self._columns.narrow()
        return findings, FINE if alone and not self._findings else ""

    def _look_ready(self) -> None:
        pages = self._desk.printouts.pages(self._gathered) if self._gathered else 0
        stopped = [finding for finding in blocking(self._findings) if self.missing.stops(finding)]
        count = amount(self._gathered, pages) if self._gathered else ""
        self.options.show_pages(count, 0 if stopped else pages)

    # --- the two ways out

    def _save(self) -> None:
        name = f"{PAPERS[str(self._kind.value())]}{self._desk.act().today:%Y%m%d}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, "存为 PDF", str(Path.home() / name), "PDF (*.pdf)")
        if chosen:
            self.save_as(Path(chosen).with_suffix(".pdf"))

    def save_as(self, out: Path) -> None:
        """Write the run to a file, beside the window."""
        if self._gathered is not None:
            self._ways_out.save(self._gathered, out, missing_as_geta=self.missing.as_geta)
            self._begun()

    def _print(self) -> None:
        if self._gathered is not None:
            title = PAPERS[str(self._kind.value())]
            self._ways_out.send(self._gathered, self.options.printer(), title, missing_as_geta=self.missing.as_geta)
            self._begun()

    def _begun(self) -> None:
        """The buttons rest: the cursor waits on the paper, or Qt would send it through half the window."""
        if self.options.job.busy() and (self.options.send.hasFocus() or self.options.save.hasFocus()):
            self.preview.take_focus()
        self._look_ready()

    def _ended(self) -> None:
        self._look_ready()
        if self.preview.holds_focus():
            self.settle()

    def _told(self, findings: "tuple[Finding, ...]") -> None:
        """What stood against a run, in place until it is mended."""
        self.preview.show_findings(*((findings, "") if findings else self._below_the_paper()))
        self._look_ready()

    # --- choosing

    def _mends(self, finding: Finding) -> "Sequence[Mend]":
        if finding.code == MISSING and self._gathered is not None:
            return self.missing.mends(self._gathered)
        return (Mend("重印", self._print),) if finding.code == NOT_PRINTED else ()

    def _change_words(self) -> None:
        facts = self.agents.in_hand()
        if facts is not None:
            self._shell.go("cadres", cadre_id=facts.cadre.id)

    def _show_agents(self) -> None:
        act = self._desk.act()
        rows = [facts for facts in self._desk.cadres.rows(act.station_id) if facts.cadre.is_agent]
        lacking = {each.cadre_id: each.copies for each in self._desk.printouts.default_cards(act.station_id)}
        self.agents.show_agents(rows, lacking)
        self._lacking.setEnabled(any(lacking.values()))
        self._told_cards = self._desk.households.counts(act.station_id, act.today.year).cards_sentence
        self._sentence.setText(self._told_cards if self._kind.value() == CARDS else "")

    def _choose_lacking(self) -> None:
        lacking = self._desk.printouts.default_cards(self._desk.act().station_id)
        self._given_to = ()
        self.agents.choose({each.cadre_id: each.copies for each in lacking})

    def _choose_given(self, household_ids: "tuple[UUID, ...]") -> None:
        """A card for these households and no others, from whoever covers them."""
        station_id = self._desk.act().station_id
        copies, self._given_to = self._desk.printouts.cards_for(station_id, household_ids)
        heads = [self._desk.households.get(station_id, each).household.head_name for each in household_ids[:3]]
        self._sentence.setText(f"只发给{'、'.join(heads)}{'等' if len(household_ids) > 3 else ''}户")
        self.agents.choose({each.cadre_id: each.copies for each in copies})

    def _choose_agents(self, cadre_ids: "tuple[UUID, ...]") -> None:
        act = self._desk.act()
        facts = {f.cadre.id: f for f in self._desk.cadres.rows(act.station_id)}
        self.agents.choose({c: facts[c].without_card or facts[c].households or 10 for c in cadre_ids if c in facts})

    def _print_again(self, printout_id: "UUID", household_ids: "tuple[UUID, ...]" = ()) -> None:
        self._again = (printout_id, household_ids)
        gathered = self._desk.printouts.again(self._desk.act(), printout_id, household_ids)
        self._show_kind(OF_PAPER.get(gathered.paper, CARDS))
        self._title.setText(f"补印：{gathered.pieces[0].title}")
        self._columns.who.hide()
        self._look()
        self.settle()

    def _show_used_sheet(self, start: int) -> None:
        self._choose_agents(tuple(line.cadre.id for line in self._desk.cadres.rows(self._desk.act().station_id)))
        self.options.start.set_start(start)

    def _show_kind(self, kind: str) -> None:
        self._kind.choose(kind)
        self._title.setText(TITLES[kind])
        self._columns.who.show()
        self.agents.setVisible(kind == CARDS)
        self.places.setVisible(kind != CARDS)
        self._body.setCurrentIndex(1 if kind == ISSUED else 0)
        self._lacking.setVisible(kind == CARDS)
        self._sentence.setText(self._told_cards if kind == CARDS else "")
        self.options.show_kind(cards=kind == CARDS, lists=kind == LISTS)
        self.options.note.setText(NOTES.get(kind, ""))
        if kind == ISSUED:
            self.issued.refresh()

    def _kind_picked(self, kind: object) -> None:
        self._again, self._given_to = None, ()
        self.missing.begin_anew()
        self._show_kind(str(kind))
        self._look()

    def _places(self) -> list[Place]:
        station_id = self._desk.act().station_id
        hamlets, counts = self._desk.stations.hamlets(station_id), self._desk.households.by_hamlet(station_id)
        places = [Place("全村", sum(counts.values()))]
        if self._households:
            places.insert(0, Place("选中的农户", len(self._households), household_ids=self._households))
        return places + [Place(hamlet.name, counts.get(hamlet.id, 0), hamlet_id=hamlet.id) for hamlet in hamlets]

    # --- layout

    def _lay_out(self) -> None:
        head = row(gap=12)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addWidget(self._sentence, 1)
        head.addWidget(self._lacking)
        head.addWidget(self._kind)
        self._body.addWidget(self._columns)
        self._body.addWidget(self.issued)
        page = column(self, gap=16, insets=PAGE)
        page.addLayout(head)
        page.addWidget(self._body, 1)
        self._columns.measure()
        self._show_kind(CARDS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._columns.measure()

    def _connect(self) -> None:
        self._kind.changed.connect(self._kind_picked)
        self._printers.found.connect(self.options.show_printers)
        self._picture.timeout.connect(self._show_picture)
        self.agents.looked_at.connect(lambda _: self._look_closely())
        for source in (self.agents, self.places, self.options):
            source.changed.connect(self._look)
        self.options.save.clicked.connect(self._save)
        self.options.send.clicked.connect(self._print)
        for ended in (self.options.job.finished, self.options.job.failed, self.options.job.stopped):
            ended.connect(lambda *_: self._ended())
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.options.send.click)
