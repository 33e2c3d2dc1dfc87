"""What the panel tells of one case: where it lies, whose it is, what is held, what was done, what it takes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.kit.facts import Facts, Sections
from ui.kit.lines import Line, Lines
from ui.kit.masked import MaskedValue
from ui.kit.timeline import Event, Timeline
from ui.screens.cases.columns import Reading
from ui.screens.cases.track import Track
from venue_desk.domain.calendar import at_station, day_of, plain_date, short_date
from venue_desk.domain.case_appointments import when_words
from venue_desk.domain.cases import RUNNING, Appointment, Case, CaseMaterial, CaseStep, Step
from venue_desk.domain.custody import HeldOriginal
from venue_desk.domain.households import Villager
from venue_desk.domain.identity import mask_id_number, mask_phone, show_phone
from venue_desk.domain.network import Level
from venue_desk.services.case_files import CaseFile

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

Reveal = Callable[[Case | Villager, str], str]
Pairs = list[tuple[str, "str | QWidget"]]


def case_page(file: CaseFile, reading: Reading, reveal: Reveal) -> Sections:
    """The page; the parts that have nothing to say are left out."""
    page, today = Sections(), reading.today
    page.add("", Track(reading.lying(file.case)))
    page.add("", Facts([*_facts(file, today), *_people(file, reveal), *_outcome(file.case, today)]))
    if file.originals:
        page.add("存着的证件", Lines([_original(each, today) for each in file.originals]))
    if file.appointments:
        page.add("约好的", Lines([_appointment(each, file, today) for each in file.appointments]))
    page.add("流转", Timeline([_event(step, file, today) for step in reversed(file.steps)]))
    page.add("材料", Lines([_material(each, today) for each in file.materials], "这一项不要材料"))
    return page


def _facts(file: CaseFile, today: "date") -> Pairs:
    case = file.case
    pairs: Pairs = [
        ("编号", case.number),
        ("事项", case.item_name if file.item.version == 1 else f"{case.item_name}（目录第 {file.item.version} 版）"),
        ("办理", f"{case.method.label}，代办员{file.names.get(case.agent_id, '')}"),
        ("承诺办结", _promise(case)),
    ]
    if case.hand_in_on and case.level is Level.STATION and case.state in RUNNING and Step.HAND_IN not in file.taken:
        pairs.append(("最迟交镇", short_date(case.hand_in_on, today)))
    return [*pairs, ("说明", case.matter)] if case.matter else pairs


def _promise(case: Case) -> str:
    reckoned = f"{case.promised_days} 个工作日" if case.promised_days else "当天"
    told = [reckoned]
    if case.paused_days:
        told.append(f"停过 {case.paused_days} 天")
    if case.extended_days:
        told.append(f"延期 {case.extended_days} 天")
    return f"{plain_date(case.promised_on)}（{'，'.join(told)}）"


def _people(file: CaseFile, reveal: Reveal) -> Pairs:
    case, villager = file.case, file.villager
    pairs: Pairs = []
    if villager.id_number:
        masked = mask_id_number(villager.id_number)
        pairs.append(("身份证", MaskedValue("身份证号", masked, lambda: reveal(villager, "id_number"))))
    if case.phone:
        masked = mask_phone(case.phone)
        pairs.append(("电话", MaskedValue("电话", masked, lambda: show_phone(reveal(case, "phone")))))
    if case.acting_name:
        pairs.append(("来人", f"{case.acting_name}（{case.acting_relation}）"))
    if case.acting_phone:
        masked = mask_phone(case.acting_phone)
        pairs.append(("来人电话", MaskedValue("来人电话", masked, lambda: show_phone(reveal(case, "acting_phone")))))
    if case.acting_id_number:
        masked = mask_id_number(case.acting_id_number)
        pairs.append(("来人身份证", MaskedValue("来人身份证号", masked, lambda: reveal(case, "acting_id_number"))))
    return pairs


def _outcome(case: Case, today: "date") -> Pairs:
    pairs: Pairs = []
    if case.done_on:
        took = "当天" if not case.worked_days else f"用了 {case.worked_days} 个工作日"
        late = "，超了时限" if case.on_time is False else ""
        pairs.append(("办结", f"{short_date(case.done_on, today)}，{took}{late}。{case.result}"))
    if case.collected_on:
        pairs.append(("领取", f"{short_date(case.collected_on, today)}，{case.collected_by}签收"))
    if case.rating:
        pairs.append(("评价", f"{case.rating.label}{'。' + case.rating_note if case.rating_note else ''}"))
    if case.mend_by:
        mended = f"{short_date(case.mended_on, today)}整改好" if case.mended_on else ""
        pairs.append(("整改", mended or f"{short_date(case.mend_by, today)}以前整改好"))
    return pairs


def _original(original: HeldOriginal, today: "date") -> Line:
    taken = short_date(day_of(original.taken_at), today)
    pieces = f"{original.pieces} 件" if original.pieces > 1 else ""
    if original.returned_at is not None:
        given = f"{short_date(day_of(original.returned_at), today)}还给{original.returned_to}"
        return Line(fact=original.name, meta=f"{taken}收下", right="已归还", right_meta=given, quiet=True)
    where = f"随件在{original.away_at}" if original.away_at else f"{original.envelope} 号袋"
    meta = "  ".join(part for part in (pieces, f"{taken}收下", f"{original.envelope} 号袋") if part)
    return Line(fact=original.name, meta=meta, right=where)


def _appointment(each: Appointment, file: CaseFile, today: "date") -> Line:
    what = "  ".join(part for part in (each.place, f"带上{each.bring}" if each.bring else "") if part)
    return Line(
        fact=when_words(each.on, each.hour, today),
        meta=what,
        right=file.names.get(each.cadre_id, ""),
        right_meta=_kept_words(each, today),
        quiet=each.kept_on is not None,
    )


def _kept_words(each: Appointment, today: "date") -> str:
    if each.kept_on is not None:
        return f"{short_date(each.kept_on, today)}去过了"
    return "还没记去过" if each.on < today else ""


def _event(step: CaseStep, file: CaseFile, today: "date") -> Event:
    at = at_station(step.at)
    place = step.place if step.step in (Step.HAND_IN, Step.MOVE, Step.APPOINT) else ""
    day = short_date(step.due_on, today) if step.due_on else ""
    due = f"到 {day}" if day and step.step is Step.EXTEND else day
    whom = step.with_whom if step.step is not Step.CHANGE_AGENT else ""
    return Event(
        fact=" ".join(part for part in (step.step.label, place, due) if part),
        when=f"{short_date(at.date(), today)} {at:%H:%M}",
        meta=" → ".join(part for part in (file.names.get(step.by, ""), whom) if part),
        note=step.note,
        undone=step.taken_back,
    )


def _material(material: CaseMaterial, today: "date") -> Line:
    given = f"{short_date(material.given_on, today)}收到" if material.given_on else "收到了"
    lacking = "还缺" if material.required else "可以不交"
    return Line(
        fact=material.name,
        meta=f"{material.form.label} {material.copies} 份",
        right=given if material.given else lacking,
        quiet=not material.given and not material.required,
    )
