"""What the panel tells of one household: facts, people, what it draws, papers it was given, what was changed.

SECTIONS is where a register to come shows what it has for this household (代办件, 走访, 纠纷): a maker beside its own screen,
and a line in the tuple.
"""

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.facts import Facts, Sections
from ui.kit.lines import Line, Lines
from ui.kit.masked import MaskedValue
from ui.kit.spacing import row
from ui.kit.verb import Verb
from ui.screens.households.cases import cases
from ui.screens.households.changes import LATEST, changes, doubles
from ui.screens.households.drawn import this_year, years_before
from ui.screens.households.on_page import OnPage, Section, SectionMaker
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.households import Relation, Villager, in_order, whose_phone
from venue_desk.domain.identity import age_on, mask_account, mask_id_number, mask_phone, show_phone
from venue_desk.domain.money import quantity
from venue_desk.domain.printouts import IssuedRow


def household_page(at: OnPage) -> QWidget:
    """All sections that have something to show."""
    shown = Sections()
    for make in SECTIONS:
        section = make(at)
        if section is not None:
            shown.add(section.title, section.content, section.beside)
    return shown


def facts(at: OnPage) -> Section:
    """Where they live, how they are reached, land and account."""
    household, page, acts = at.household, at.page, at.acts
    rung = whose_phone(page)
    phone = MaskedValue("电话", mask_phone(rung.phone), lambda: show_phone(acts.reveal(rung, "phone"))) if rung else ""
    account = (
        MaskedValue("一卡通", mask_account(household.account), lambda: acts.reveal(household, "account"))
        if household.account
        else ""
    )
    where = page.hamlet if page.hamlet == page.group else f"{page.hamlet}（{page.group}）"
    known = [
        ("户号", household.number),
        ("住处", " ".join(part for part in (where, household.address) if part)),
        ("电话", phone),
        ("一卡通", account),
        *([("开户行", household.bank)] if household.bank else []),
        ("耕地", f"{quantity(household.land)} 亩" if household.land else ""),
        *([("备注", household.note)] if household.note else []),
    ]
    return Section("", Facts(known))


def registered_twice(at: OnPage) -> Section | None:
    """Who may stand here twice, or elsewhere as well."""
    if not (at.twice and at.open):
        return None
    return Section("可能登记了两遍", doubles(at.twice, at.household, at.acts.family))


def family(at: OnPage) -> Section:
    """Who lives there and what they are to the head; then those who are gone."""
    people = [_person(at, member) for member in in_order(at.page.members)]
    return Section("家人", Lines(people, "还没有登记家人"), _family_verbs(at))


def papers(at: OnPage) -> Section:
    """The cards and sheets it was given, each to be printed again."""
    return Section("发过的卡和单", Lines([_issued(at, row) for row in at.page.issued], "还没有发过卡和知情卡"))


def history(at: OnPage) -> Section:
    """The latest of 变更记录, and the way to all of it."""
    every = Button("看全部", lambda: at.acts.show_changes(at.page), kind="row") if len(at.told) > LATEST else None
    return Section("变更记录", changes(at.told, at.today, LATEST), every)


SECTIONS: tuple[SectionMaker, ...] = (facts, registered_twice, family, cases, this_year, years_before, papers, history)


def _family_verbs(at: OnPage) -> QWidget | None:
    """One more, some of them apart, all of them elsewhere."""
    if not at.open:
        return None
    verbs = QWidget()
    line = row(verbs, gap=8)
    if len(at.page.living_here) > 1:
        line.addWidget(Button("分户", lambda: at.acts.family.split(at.page), kind="row"))
        line.addWidget(Button("转户", lambda: at.acts.family.move(at.page), kind="row"))
    line.addWidget(Button("并户", lambda: at.acts.family.merge(at.page), kind="row"))
    line.addWidget(Button("并人", lambda: at.acts.family.same_person(at.page), kind="row"))
    line.addWidget(Button("添家人", lambda: at.acts.add_villager(at.household), kind="row", icon="plus"))
    return verbs


def _person(at: OnPage, villager: Villager) -> Line:
    known = [villager.relation.label]
    if villager.gender:
        known.append(villager.gender.label)
    if villager.born_on:
        known.append(f"{age_on(villager.born_on, at.today)} 岁")
    if villager.id_number:
        known.append(mask_id_number(villager.id_number))
    if villager.phone:
        known.append(mask_phone(villager.phone))
    if villager.closed_because and villager.closed_on:
        known.append(f"{plain_date(villager.closed_on)}{villager.closed_because.label}")
    here = at.open and villager.closed_on is None
    verbs = _person_verbs(at, villager) if here else ()
    return Line(fact=villager.name, meta="  ".join(known), verbs=verbs, quiet=villager.closed_on is not None)


def _person_verbs(at: OnPage, villager: Villager) -> tuple[Verb, ...]:
    change = Verb("改", lambda: at.acts.change_villager(at.household, villager))
    if villager.relation is Relation.HEAD:
        return (change,)
    return (
        change,
        Verb("当户主", lambda: at.acts.make_head(at.page, villager)),
        Verb("去世迁出", lambda: at.acts.close_villager(at.household, villager)),
    )


def _issued(at: OnPage, row: IssuedRow) -> Line:
    given = row.issuance
    times = "" if given.times == 1 else f"，{given.reason.label}，第 {given.times} 次"
    return Line(
        fact=row.title,
        meta=f"{row.serial}  {plain_date(given.issued_on)}{times}",
        verbs=(Verb("补印", lambda: at.acts.print_again(at.household, row)),),
    )
