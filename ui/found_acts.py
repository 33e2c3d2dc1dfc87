"""What the window knows of each kind of thing a search finds: where it opens, and what can be done with it at once.

A register to come adds a line to FOUND, and to the acts of a household what it begins for a villager (登记代办, 记走访).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtGui import QGuiApplication

from ui.kit.verb import Verb
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.catalogue import ServiceItem
from venue_desk.domain.duty_log import LogLine
from venue_desk.domain.found import Kind
from venue_desk.domain.households import HouseholdPage, Relation, Villager, whose_phone
from venue_desk.domain.lodging import Night
from venue_desk.domain.meals import MealRecord
from venue_desk.domain.policies import Policy
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.purchases import Purchase, Supplier
from venue_desk.services.case_files import CaseFile
from venue_desk.services.revealing import reveal

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

R = TypeVar("R")
CARDS = (PaperKey.CONTACT_CARD, PaperKey.CONTACT_CARD_A6)


@dataclass(frozen=True, slots=True)
class FoundAct(Generic[R]):
    """One thing that can be done with a record; it is offered where it `fits`."""

    word: str
    icon: str
    do: "Callable[[Desk, Shell, R], object]"
    fits: Callable[[R], bool] = lambda _record: True


@dataclass(frozen=True, slots=True)
class FoundKind(Generic[R]):
    """`look` reads the record, `opens` says which screen shows it and what that is told."""

    icon: str
    look: "Callable[[Desk, UUID], R]"
    opens: Callable[[R], tuple[str, Mapping[str, object]]]
    acts: Sequence[FoundAct[R]] = ()
    word: str = "打开"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHome:
    """A household, the villager it was found by, and the year that runs."""

    page: HouseholdPage
    villager: Villager | None
    year: int

    @property
    def open(self) -> bool:
        """Whether anything is still done for it."""
        return self.page.household.closed_on is None

    @property
    def phone(self) -> object:
        """Whose number is rung."""
        return whose_phone(self.page, self.villager)

    @property
    def asking(self) -> Villager | None:
        """Who comes to the desk: the villager it was found by, else its head."""
        if self.villager is not None and self.villager.closed_on is None:
            return self.villager
        return next((member for member in self.page.living_here if member.relation is Relation.HEAD), None)

    @property
    def card(self) -> UUID | None:
        """The paper of its latest contact card."""
        return next((i.issuance.printout_id for i in self.page.issued if i.issuance.paper in CARDS), None)


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed paper, and who was given it."""

    id: UUID
    households: tuple[UUID, ...]


def verbs_of(desk: "Desk", shell: "Shell", kind: Kind, key: UUID) -> list[Verb]:
    """Opening it, then all that fits it today."""
    found = FOUND[kind]
    record = found.look(desk, key)
    screen, about = found.opens(record)
    fitting = [act for act in found.acts if act.fits(record)]
    return [
        Verb(found.word, partial(shell.go, screen, **about), icon=found.icon),
        *(Verb(act.word, partial(act.do, desk, shell, record), icon=act.icon) for act in fitting),
    ]


# --- reading


def _villager(desk: "Desk", key: UUID) -> AtHome:
    act = desk.act()
    home = desk.households.of_villager(act.station_id, key)
    page = desk.households.get(act.station_id, home.id)
    return AtHome(page=page, villager=next(m for m in page.members if m.id == key), year=act.today.year)


def _household(desk: "Desk", key: UUID) -> AtHome:
    act = desk.act()
    return AtHome(page=desk.households.get(act.station_id, key), villager=None, year=act.today.year)


def _cadre(desk: "Desk", key: UUID) -> Cadre:
    return desk.cadres.get(desk.act(), key)


def _policy(desk: "Desk", key: UUID) -> Policy:
    return desk.policies.get(desk.act().station_id, key)


def _paper(desk: "Desk", key: UUID) -> Paper:
    return Paper(key, desk.printouts.receivers(desk.act(), key))


def _case(desk: "Desk", key: UUID) -> CaseFile:
    return desk.cases.get(desk.act(), key)


def _item(desk: "Desk", key: UUID) -> ServiceItem:
    return desk.catalogue.get(desk.act(), key)


def _at_item(item: ServiceItem) -> tuple[str, Mapping[str, object]]:
    """One comes to it with a villager at the desk; an item no longer taken is only looked at."""
    return "cases", {"item_id": item.id} if item.closed_on else {"item_root_id": item.root_id}


def _see_item(_desk: "Desk", shell: "Shell", item: ServiceItem) -> None:
    shell.go("cases", item_id=item.id)


def _supplier(desk: "Desk", key: UUID) -> Supplier:
    return desk.suppliers.get(desk.act(), key)


def _purchase(desk: "Desk", key: UUID) -> Purchase:
    return desk.purchases.get(desk.act(), key)


def _guest_night(desk: "Desk", key: UUID) -> Night:
    return desk.lodging.night(desk.act(), key)


def _guest_meal(desk: "Desk", key: UUID) -> MealRecord:
    return desk.meals.guests(desk.act(), key)


def _log_line(desk: "Desk", key: UUID) -> LogLine:
    return desk.duty_log.get(desk.act(), key)


# --- doing


def _draw(_desk: "Desk", shell: "Shell", at: AtHome) -> None:
    shell.go("policies", entitle=at.page.household.id)


def _begin_case(_desk: "Desk", shell: "Shell", at: AtHome) -> None:
    assert at.asking is not None
    shell.go("cases", villager_id=at.asking.id)


def _print_sheet(_desk: "Desk", shell: "Shell", at: AtHome) -> None:
    shell.go("printouts", paper="policy-sheet", year=at.year, household_ids=(at.page.household.id,))


def _give_card(_desk: "Desk", shell: "Shell", at: AtHome) -> None:
    shell.go("printouts", paper="contact-card", household_ids=(at.page.household.id,))


def _give_card_again(_desk: "Desk", shell: "Shell", at: AtHome) -> None:
    shell.go("printouts", again=at.card, household_ids=(at.page.household.id,))


def _copy_home_phone(desk: "Desk", shell: "Shell", at: AtHome) -> None:
    """A villager's number is masked everywhere: taking it along is looking at it, and is written down."""
    record = whose_phone(at.page, at.villager)
    assert record is not None
    name = record.name if isinstance(record, Villager) else f"{record.head_name}户"
    QGuiApplication.clipboard().setText(reveal(desk.act(), record, "phone"))
    shell.leave_search()
    shell.toast(f"已复制{name}的电话，已记入查看记录")


def _copy_cadre_phone(_desk: "Desk", shell: "Shell", cadre: Cadre) -> None:
    QGuiApplication.clipboard().setText(cadre.phone)
    shell.leave_search()
    shell.toast(f"已复制{cadre.name}的电话")


def _copy_supplier_phone(_desk: "Desk", shell: "Shell", supplier: Supplier) -> None:
    QGuiApplication.clipboard().setText(supplier.phone)
    shell.leave_search()
    shell.toast(f"已复制{supplier.name}的电话")


def _copy_case_phone(desk: "Desk", shell: "Shell", file: CaseFile) -> None:
    QGuiApplication.clipboard().setText(reveal(desk.act(), file.case, "phone"))
    shell.leave_search()
    shell.toast(f"已复制{file.case.applicant}的电话，已记入查看记录")


def _see_applicant(_desk: "Desk", shell: "Shell", file: CaseFile) -> None:
    shell.go("households", household_id=file.case.household_id)


def _print_card(_desk: "Desk", shell: "Shell", cadre: Cadre) -> None:
    shell.go("printouts", paper="contact-card", cadre_ids=(cadre.id,))


def _pay_out(_desk: "Desk", shell: "Shell", policy: Policy) -> None:
    shell.go("policies", policy_to_entitle=policy.id)


def _see_home(_desk: "Desk", shell: "Shell", paper: Paper) -> None:
    shell.go("households", household_id=paper.households[0])


def _at_home(at: AtHome) -> tuple[str, Mapping[str, object]]:
    return "households", {"household_id": at.page.household.id}


HOUSEHOLD_ACTS: tuple[FoundAct[AtHome], ...] = (
    FoundAct("登记代办", "case", _begin_case, lambda at: at.open and at.asking is not None),
    FoundAct("印知情卡", "printer", _print_sheet, lambda at: at.open and at.year in at.page.years),
    FoundAct("发连心卡", "cards", _give_card, lambda at: at.open and at.card is None),
    FoundAct("补发连心卡", "cards", _give_card_again, lambda at: at.open and at.card is not None),
    FoundAct("复制电话", "copy", _copy_home_phone, lambda at: at.open and at.phone is not None),
    FoundAct("记补贴", "plus", _draw, lambda at: at.open),
)
FOUND: Mapping[Kind, FoundKind[Any]] = {
    Kind.VILLAGER: FoundKind("user", _villager, _at_home, HOUSEHOLD_ACTS),
    Kind.HOUSEHOLD: FoundKind("house", _household, _at_home, HOUSEHOLD_ACTS),
    Kind.CADRE: FoundKind(
        "badge", _cadre, lambda cadre: ("cadres", {"cadre_id": cadre.id}),
        (
            FoundAct("印连心卡", "printer", _print_card, lambda cadre: cadre.here and cadre.is_agent),
            FoundAct("复制电话", "copy", _copy_cadre_phone, lambda cadre: bool(cadre.phone)),
        ),
    ),
    Kind.POLICY: FoundKind(
        "leaf", _policy, lambda policy: ("policies", {"policy_id": policy.id}),
        (FoundAct("记补贴", "plus", _pay_out, lambda policy: policy.closed_on is None),),
    ),
    Kind.PRINTOUT: FoundKind(
        "printer", _paper, lambda paper: ("printouts", {"again": paper.id}),
        (FoundAct("看这户", "house", _see_home, lambda paper: len(paper.households) == 1),), "补印",
    ),
    Kind.LOG_LINE: FoundKind("note", _log_line, lambda line: ("duty-log", {"log_line_id": line.id})),
    Kind.ITEM: FoundKind("list", _item, _at_item, (FoundAct("看这一项", "list", _see_item),), "登记代办"),
    Kind.SUPPLIER: FoundKind(
        "truck", _supplier, lambda supplier: ("canteen", {"tab": "purchases", "supplier_id": supplier.id}),
        (FoundAct("复制电话", "copy", _copy_supplier_phone, lambda supplier: bool(supplier.phone)),),
    ),
    Kind.PURCHASE: FoundKind("receipt", _purchase, lambda purchase: ("canteen", {"purchase_id": purchase.id})),
    Kind.GUEST_NIGHT: FoundKind("bed", _guest_night, lambda night: ("lodging", {"night_id": night.id})),
    Kind.GUEST_MEAL: FoundKind("pot", _guest_meal, lambda meal: ("canteen", {"day": meal.day})),
    Kind.CASE: FoundKind(
        "case", _case, lambda file: ("cases", {"case_id": file.case.id}),
        (
            FoundAct("复制电话", "copy", _copy_case_phone, lambda file: bool(file.case.phone)),
            FoundAct("看这户", "house", _see_applicant),
        ),
    ),
}  # fmt: skip
