"""The papers of cases: receipt, register form, notices, authorization, and the list of a delivery."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

from db import cadres, custody, households, stations
from db import cases as table
from printing.document import Options
from printing.papers.authorization import POWERS, Authorization, Party
from printing.papers.case_notices import Notice
from printing.papers.case_receipt import CaseReceipt, ReceiptMaterial
from printing.papers.case_register import CaseRegister, RegisterStep
from printing.papers.delivery_list import Delivered, DeliveryList
from venue_desk.domain.calendar import at_station, day_of, plain_date
from venue_desk.domain.case_papers import NOTICES, CasePaperOrder, DeliveryOrder, told_by
from venue_desk.domain.cases import PAUSED, Case, CaseMaterial, CaseStep
from venue_desk.domain.custody import HeldOriginal
from venue_desk.domain.identity import show_phone
from venue_desk.domain.network import Level
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name, without_phone
from venue_desk.services.papers.case_words import NOTICE_WORDS, case_facts, contact_line
from venue_desk.services.receipts import code_of
from venue_desk.services.saved import known

KEPT_FOR = timedelta(days=30)
"""An authorization lasts so long beyond the promised day."""


def _of_cases(station: Station, order: CasePaperOrder, day: date) -> Gathered:
    cases = [known(case, station.id) for case in table.several(order.case_ids)]
    serials = coming_serials(station, order.paper, day)
    pieces = []
    for case in cases:
        data = _data(station, order.paper, case, day)
        if data is not None:
            pieces.append(
                Piece(
                    data=data, serial=next(serials), title=f"{case.applicant}的{case.item_name}{TITLES[order.paper]}",
                    copies=order.copies, household_ids=(case.household_id,) * order.copies if order.paper in GIVEN else (),
                )
            )  # fmt: skip
    return Gathered(paper=order.paper, station=station, day=day, options=Options(), pieces=tuple(pieces), year=day.year)


def _data(
    station: Station, paper: PaperKey, case: Case, day: date
) -> CaseReceipt | CaseRegister | Authorization | Notice | None:
    if paper is PaperKey.CASE_RECEIPT:
        return _receipt(station, case)
    if paper is PaperKey.CASE_REGISTER:
        return _register(station, case)
    if paper is PaperKey.AUTHORIZATION:
        return _authorization(station, case, day)
    return _notice(station, paper, case, day)


def _receipt(station: Station, case: Case) -> CaseReceipt:
    agent = cadres.cadre(case.agent_id)
    held = {each.name: each for each in custody.of_case(case.id) if each.held}
    paused = case.state in PAUSED
    return CaseReceipt(
        station=full_name(station),
        number=case.number,
        accepted=f"{plain_date(case.accepted_on)} {at_station(case.accepted_at):%H:%M}",
        applicant=case.applicant,
        home=_hamlet(case),
        acting=f"{case.acting_name}（{case.acting_relation}）" if case.acting_name else "",
        item=case.item_name,
        method=case.method.label,
        materials=tuple(_material(each, held) for each in table.materials(case.id)),
        promised_on=None if paused else case.promised_on,
        promise=_promise(case, paused=paused),
        agent=agent.name if agent else "",
        agent_phone=show_phone(agent.phone) if agent else "",
        station_phone=show_phone(station.phone),
        supervision_phone=show_phone(station.supervision_phone),
        code=code_of(station, case),
        note="领取时请带上这张回执，并当面点清留下的证件。" if held else "领取时请带上这张回执。",
    )


def _promise(case: Case, *, paused: bool) -> str:
    if paused:
        return f"材料补齐起 {case.promised_days} 个工作日"
    return f"受理起 {case.promised_days} 个工作日" if case.promised_days else "当场办结"


def _material(material: CaseMaterial, held: dict[str, HeldOriginal]) -> ReceiptMaterial:
    envelope = held[material.name].envelope if material.name in held else None
    state = (
        f"留下 · {envelope} 号袋" if envelope else "已收" if material.given else "还缺" if material.required else "没交"
    )
    return ReceiptMaterial(
        name=material.name, form=material.form.label, copies=material.copies, state=state,
        missing=material.required and not material.given,
    )  # fmt: skip


def _register(station: Station, case: Case) -> CaseRegister:
    names = cadres.names(station.id)
    held = {each.name: each for each in custody.of_case(case.id)}
    steps = [step for step in table.steps(case.id) if not step.taken_back]
    return CaseRegister(
        station=full_name(station),
        number=case.number,
        facts=case_facts(case, _villager_line(case), _hamlet(case), names.get(case.agent_id, "")),
        materials=tuple(_told_material(each, held.get(each.name)) for each in table.materials(case.id)),
        steps=tuple(_step(step, names) for step in steps),
        result=case.result,
        collected=f"{case.collected_by}　{plain_date(case.collected_on)}" if case.collected_on else "",
        rating=case.rating.label if case.rating else "",
    )


def _villager_line(case: Case) -> tuple[str, str]:
    villager = households.villager(case.villager_id)
    assert villager is not None  # held by the foreign key
    return f"{case.applicant}{'　' + villager.gender.label if villager.gender else ''}", villager.id_number


def _told_material(material: CaseMaterial, held: HeldOriginal | None) -> str:
    told = [f"{material.form.label} {material.copies} 份"]
    if held:
        told.append(f"留下 {held.envelope} 号袋{'' if held.held else '，已归还'}")
    elif not material.given:
        told.append("还缺")
    return f"{material.name}（{'，'.join(told)}）"


def _step(step: CaseStep, names: dict[UUID, str]) -> RegisterStep:
    at = at_station(step.at)
    where = "村站" if step.level is Level.STATION else step.place
    return RegisterStep(
        at=f"{at.month}月{at.day}日 {at:%H:%M}", step=step.step.label, place=f"{where} {step.with_whom}".strip(),
        by=names.get(step.by, ""), note=step.note,
    )  # fmt: skip


def _authorization(station: Station, case: Case, day: date) -> Authorization:
    villager = households.villager(case.villager_id)
    agent = cadres.cadre(case.agent_id)
    assert villager is not None
    assert agent is not None
    principal = Party(
        name=case.applicant, gender=villager.gender.label if villager.gender else "", id_number=villager.id_number,
        address=f"{station.village}{_hamlet(case)}", phone=show_phone(case.phone),
    )  # fmt: skip
    acting = Party(
        name=agent.name, gender=agent.gender.label if agent.gender else "", id_number=agent.id_number,
        phone=show_phone(agent.phone), relation=f"代办员（{agent.position}）" if agent.position else "代办员",
    )  # fmt: skip
    if case.acting_name:
        acting = Party(
            name=case.acting_name, id_number=case.acting_id_number, phone=show_phone(case.acting_phone),
            relation=case.acting_relation,
        )  # fmt: skip
    return Authorization(
        station=full_name(station), number=case.number, principal=principal, agent=acting, matter=case.item_name,
        powers=POWERS, from_on=day, to_on=max(case.promised_on, day) + KEPT_FOR,
        contact=f"代办免费，代办员不收钱、不收礼。{contact_line(station)}",
    )  # fmt: skip


def _notice(station: Station, paper: PaperKey, case: Case, day: date) -> Notice | None:
    step = told_by(paper, tuple(table.steps(case.id)))
    if step is None:
        return None
    agent = cadres.cadre(case.agent_id)
    words = NOTICE_WORDS[paper]
    missing = [each for each in table.materials(case.id) if each.required and not each.given]
    items = [f"{each.name}（{each.form.label} {each.copies} 份）" for each in missing]
    if paper is not PaperKey.MATERIALS_MISSING:
        items = [case.result] if paper is PaperKey.CASE_CLOSING and case.result else []
    elif step.note:
        items.append(step.note)
    told = agent and f"{agent.name} {show_phone(agent.phone)}".strip()
    facts = [("事项", case.item_name), ("受理时间", plain_date(case.accepted_on)), ("代办员", told or "")]
    return Notice(
        title=words.title, station=full_name(station), number=case.number, to=f"{case.applicant}：",
        facts=tuple(facts), paragraphs=words.paragraphs(case, step), items=tuple(items),
        issued_on=max(day_of(step.at), case.accepted_on) if paper is not PaperKey.MATERIALS_MISSING else day,
        contact=f"办事免费。{contact_line(station)}",
    )  # fmt: skip


def _hamlet(case: Case) -> str:
    return next((h.name for h in stations.hamlets(case.station_id) if h.id == case.hamlet_id), "")


def _deliveries(station: Station, order: DeliveryOrder, day: date) -> Gathered:
    batch = known(table.batch(order.batch_id), station.id)
    carrier = cadres.cadre(batch.carried_by)
    cases = table.cases_of_batch(batch.id)
    counted = Counter({case.id: sum(each.given for each in table.materials(case.id)) for case in cases})
    data = DeliveryList(
        station=full_name(station),
        number=batch.number,
        outward=batch.outward,
        place=batch.place,
        at=f"{plain_date(day_of(batch.at))} {at_station(batch.at):%H:%M}",
        carried_by=carrier.name if carrier else "",
        phone=show_phone(carrier.phone) if carrier else "",
        received_by=batch.received_by,
        cases=tuple(
            Delivered(
                number=case.number, applicant=case.applicant, item=case.item_name, materials=counted[case.id],
                originals="、".join(o.name for o in custody.of_case(case.id) if o.away_at == batch.place),
                promised=f"{case.promised_on.month}月{case.promised_on.day}日",
            )
            for case in cases
        ),
        note=batch.note,
    )  # fmt: skip
    serial = next(coming_serials(station, PaperKey.DELIVERY_LIST, day))
    title = f"{batch.place}{'送件单' if batch.outward else '取件单'} {batch.number}"
    pieces = (Piece(data=data, serial=serial, title=title),) if cases else ()
    return Gathered(
        paper=PaperKey.DELIVERY_LIST, station=station, day=day, options=Options(), pieces=pieces, year=day.year
    )


TITLES = {
    PaperKey.CASE_RECEIPT: "受理回执",
    PaperKey.CASE_REGISTER: "登记表",
    PaperKey.AUTHORIZATION: "委托书",
    **{paper: NOTICE_WORDS[paper].title for paper in NOTICES},
}
GIVEN = frozenset({PaperKey.CASE_RECEIPT, *NOTICES})
"""Handed to the villager: remembered with the household."""

CASES = Offer(
    papers=tuple(TITLES),
    gather=_of_cases,
    nothing="这件还没走到这一步，没有可印的。请先看看它现在的状态。",
    findings=lambda gathered: without_phone(gathered.station),
)
DELIVERIES = Offer(papers=(PaperKey.DELIVERY_LIST,), gather=_deliveries, nothing="这张送件单上没有件。")
