"""便民连心卡: whose cards and how many, for the households without one or for those that another screen names."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QObject

from ui.kit.buttons import Button
from ui.kit.empty_state import Emptiness
from ui.screens.printouts.agents import AgentChooser
from ui.screens.printouts.asking import Asking
from ui.screens.printouts.card_options import CardOptions
from venue_desk.domain.printouts import CardOrder, Copies, Order, PaperKey

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.gathering import Gathered


class CardAsking(Asking):
    """`given_to` are the households that another screen asked for, else those without a card get it."""

    who: AgentChooser
    RECOUNTS: ClassVar = True

    def __init__(self, desk: "Desk", shell: "Shell", parent: QObject) -> None:
        super().__init__(desk, shell, parent)
        self.who = AgentChooser(self._change_words, partial(shell.go, "cadres", new=True))
        self.options = CardOptions()
        self.how = (self.options,)
        self._lacking = Button("只印没卡的户", self._choose_lacking)
        self.acts = (self._lacking,)
        self._given_to: tuple[UUID, ...] = ()
        self._told = ""
        self._gather: Callable[[Order], Gathered] | None = None
        self.who.changed.connect(self.changed)
        self.options.changed.connect(self.changed)
        self.who.looked_at.connect(lambda _: self._enlarge())

    def order(self, kind: str) -> CardOrder:
        del kind
        return self._order_of(self.who.chosen(), self.options.start.start())

    def begin_anew(self) -> None:
        self._given_to = ()
        self._told = self._how_far()

    def arrive(self, about: Mapping[str, Any]) -> None:
        self.begin_anew()
        if about.get("paper") == PaperKey.CONTACT_CARD_A6:
            self.options.show_card_paper(PaperKey.CONTACT_CARD_A6)
        if households := about.get("household_ids"):
            self._choose_given(households)
        elif "cadre_ids" in about:
            self.choose_agents(about["cadre_ids"])

    def refresh(self) -> None:
        station_id = self.desk.act().station_id
        rows = [facts for facts in self.desk.cadres.rows(station_id) if facts.cadre.is_agent]
        lacking = {each.cadre_id: each.copies for each in self.desk.printouts.default_cards(station_id)}
        self.who.show_agents(rows, lacking)
        self._lacking.setEnabled(any(lacking.values()))
        if not self._given_to:
            self._told = self._how_far()

    def sentence(self) -> str:
        return self._told

    def start(self) -> int:
        return self.options.start.start()

    def take_digit(self, text: str) -> bool:
        return self.options.start.take_digit(text)

    def nothing(self, kind: str) -> Emptiness:
        del kind
        return Emptiness("cards", "还没有选人", "勾上要印谁的卡，填上张数，这里就是印出来的样子。")

    def look_closely(self, gather: "Callable[[Order], Gathered]", *, narrow: bool) -> None:
        self._gather = None if narrow else gather
        self._enlarge()

    def says_fine(self, *, narrow: bool) -> bool:
        return not narrow

    def tour_states(self) -> Mapping[str, Callable[[], object]]:
        return {
            "used": self._show_used_sheet,
            "door": lambda: self.options.show_card_paper(PaperKey.CONTACT_CARD_A6),
        }

    def choose_agents(self, cadre_ids: tuple[UUID, ...]) -> None:
        """A card for each of their households without one, else for all of theirs."""
        facts = {facts.cadre.id: facts for facts in self.desk.cadres.rows(self.desk.act().station_id)}
        self.who.choose({c: facts[c].without_card or facts[c].households or 10 for c in cadre_ids if c in facts})

    def _show_used_sheet(self) -> None:
        self.choose_agents(tuple(facts.cadre.id for facts in self.desk.cadres.rows(self.desk.act().station_id)))
        self.options.start.set_start(3)

    def _order_of(self, agents: tuple[Copies, ...], start: int = 1) -> CardOrder:
        options = self.options
        return CardOrder(
            paper=options.card_paper(), agents=agents, start=start,
            crop_marks=options.crop_marks.isChecked(), qr=options.qr.isChecked(), household_ids=self._given_to,
        )  # fmt: skip

    def _enlarge(self) -> None:
        """The card of the agent in hand, each drawn once."""
        facts, gather = self.who.in_hand(), self._gather
        self.who.close_up.setVisible(facts is not None and gather is not None)
        if facts is None or gather is None:
            return
        gathered = gather(self._order_of((Copies(cadre_id=facts.cadre.id, copies=1),)))
        pdf, cut = self.desk.printouts.close_up(gathered)
        findings = [finding.sentence for finding in self.desk.printouts.findings(gathered)]
        findings += [f"「{words}」太长，印出来末尾是省略号，请改短些。" for words in cut]
        self.who.close_up.show_card(facts.cadre.name, pdf, next(iter(findings), ""))

    def _how_far(self) -> str:
        act = self.desk.act()
        return self.desk.households.counts(act.station_id, act.today.year).cards_sentence

    def _change_words(self) -> None:
        facts = self.who.in_hand()
        if facts is not None:
            self.shell.go("cadres", cadre_id=facts.cadre.id)

    def _choose_lacking(self) -> None:
        lacking = self.desk.printouts.default_cards(self.desk.act().station_id)
        self.begin_anew()
        self.who.choose({each.cadre_id: each.copies for each in lacking})

    def _choose_given(self, household_ids: tuple[UUID, ...]) -> None:
        """A card for these households and no others, from whoever covers them."""
        station_id = self.desk.act().station_id
        copies, self._given_to = self.desk.printouts.cards_for(station_id, household_ids)
        heads = [self.desk.households.get(station_id, each).household.head_name for each in household_ids[:3]]
        self._told = f"只发给{'、'.join(heads)}{'等' if len(household_ids) > 3 else ''}户"
        self.who.choose({each.cadre_id: each.copies for each in copies})
