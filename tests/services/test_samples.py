"""留样 and health certificates: kept, discarded in time, told of, undone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.services.at_the_station import TODAY, act_of, at
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Severity
from venue_desk.domain.health_certificates import HealthCertificateEntry
from venue_desk.domain.meals import Meal
from venue_desk.domain.samples import Sample, SampleEntry
from venue_desk.domain.settings import SettingEntry
from venue_desk.services.listings import Wanted
from venue_desk.services.registers import done, todos
from venue_desk.services.samples import handover_items, todos_at

LATER = TODAY + timedelta(days=2)


def entry(dish: str, grams: int = 125) -> SampleEntry:
    return SampleEntry(
        day=TODAY, meal=Meal.LUNCH, dish=dish, grams=grams, kept_at=at("12:20"), kept_by="马桂兰"
    )  # fmt: skip


def keep(desk: Desk, *dishes: str) -> tuple[Sample, ...]:
    return desk.samples.keep(act_of(desk, None, "12:30"), [entry(dish) for dish in dishes]).record


def refused(work: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as told:
        work()
    return [f"{each.code}@{each.field}" for each in told.value.findings]


def test_the_dishes_of_a_meal_are_kept_at_once_and_discarded_after_48_hours(desk: Desk) -> None:
    station_id = desk.act().station_id
    kept = keep(desk, "臊子面", "凉拌萝卜丝", "炒洋芋丝")
    assert {each.keep_until for each in kept} == {at("12:20", LATER)}
    early = act_of(desk, None, "12:19", LATER)
    assert refused(lambda: desk.samples.discard(early, kept)) == ["sample.early@"] * 3
    act = act_of(desk, None, "12:25", LATER)
    assert desk.samples.due(station_id, act.at) == list(kept)
    gone = desk.samples.discard(act, kept)
    assert [each.discarded_by for each in gone.record] == ["陈志远"] * 3
    assert desk.samples.kept(station_id) == []
    assert refused(lambda: desk.samples.discard(act, gone.record)) == ["sample.gone@"] * 3
    assert [each.what for each in done(station_id, act.at)] == ["销毁24日午餐留样 3 份"]
    desk.undo(act, gone)
    assert len(desk.samples.kept(station_id)) == 3


def test_all_dishes_of_a_meal_are_kept_or_none(desk: Desk) -> None:
    act = act_of(desk, None, "12:30")
    twice = [entry("臊子面"), entry("凉拌萝卜丝"), entry("臊子面")]
    assert refused(lambda: desk.samples.keep(act, twice)) == ["sample.twice@dish"]
    assert desk.samples.kept(act.station_id) == []


def test_the_rules_of_the_day_say_how_much_and_how_long(desk: Desk) -> None:
    act = act_of(desk, None, "12:30")
    for key, value in (("sample_grams", 200), ("sample_hours", 72)):
        desk.settings.set(act, SettingEntry(key=key, value=value, from_on=TODAY))
    (little,) = desk.samples.findings(act, entry("臊子面"))
    assert (little.severity, little.sentence) == (Severity.SHOULD, "每样要留够 200 克，请再添一些。")
    assert desk.samples.keep(act, [entry("臊子面")]).record[0].keep_until == at("12:20", TODAY + timedelta(days=3))
    last = desk.samples.last(act.station_id)
    assert last is not None
    assert last.kept_by == "马桂兰"


def test_a_sample_is_mended_while_it_is_there(desk: Desk) -> None:
    act = act_of(desk, None, "12:40")
    (kept,) = keep(desk, "臊子面")
    after = desk.samples.change(act, kept, entry("浆水面", 150)).record
    assert (after.id, after.dish, after.grams) == (kept.id, "浆水面", 150)
    gone = desk.samples.discard(act_of(desk, None, "13:00", LATER), [after], by="康玉莲").record[0]
    assert gone.discarded_by == "康玉莲"
    late = act_of(desk, None, "14:00", LATER)
    assert refused(lambda: desk.samples.change(late, gone, entry("面"))) == ["sample.gone@"]


def test_two_dishes_written_as_one_become_two(desk: Desk) -> None:
    act = act_of(desk, None, "12:40")
    (kept,) = keep(desk, "凉菜臊子面")
    saved = desk.samples.change(act, kept, entry("凉菜"), [entry("臊子面")])
    assert [each.dish for each in desk.samples.kept(act.station_id)] == ["凉菜", "臊子面"]
    desk.undo(act, saved)
    assert desk.samples.kept(act.station_id) == [kept]


def test_one_entered_by_mistake_is_void_and_may_be_entered_again(desk: Desk) -> None:
    act = act_of(desk, None, "12:40")
    (kept,) = keep(desk, "臊子面")
    assert refused(lambda: desk.samples.void(act, kept, " ")) == ["sample.why@why"]
    gone = desk.samples.void(act, kept, "登记重了").record
    assert (desk.samples.kept(act.station_id), desk.samples.between(act.station_id, TODAY, TODAY)) == ([], [])
    assert refused(lambda: desk.samples.void(act, gone, "再来")) == ["record.closed@"]
    assert refused(lambda: desk.samples.discard(act_of(desk, None, "13:00", LATER), [gone])) == ["record.closed@"]
    keep(desk, "臊子面")


def test_when_and_by_whom_it_was_discarded_is_said_later_or_taken_back(desk: Desk) -> None:
    act = act_of(desk, None, "18:00", LATER)
    (kept,) = keep(desk, "臊子面")
    early = ["sample.early@discarded_at", "sample.discarded_by@discarded_by"]
    assert refused(lambda: desk.samples.discarded(act, kept, " ", at("12:19", LATER))) == early
    gone = desk.samples.discarded(act, kept, "马桂兰", at("12:30", LATER)).record
    assert (gone.discarded_by, gone.discarded_at) == ("马桂兰", at("12:30", LATER))
    again = desk.samples.discarded(act, gone, "康玉莲", at("12:40", LATER)).record
    assert (again.discarded_by, again.discarded_at) == ("康玉莲", at("12:40", LATER))
    assert desk.samples.still_there(act, again).record == kept
    assert desk.samples.kept(act.station_id) == [kept]


def test_what_is_to_be_discarded_is_told_on_the_home_screen_and_handed_over(desk: Desk) -> None:
    station_id = desk.act().station_id
    assert handover_items(station_id, at("19:45")) == []
    keep(desk, "臊子面", "凉拌萝卜丝")
    assert todos_at(station_id, at("23:59", LATER - timedelta(days=1))) == []
    (todo,) = todos_at(station_id, at("08:00", LATER))
    assert (todo.sentence, todo.due) == ("24日午餐留样 2 份，臊子面、凉拌萝卜丝 · 各 125 克，12:20 起可销毁。", LATER)
    (todo,) = todos_at(station_id, at("08:00", LATER + timedelta(days=1)))
    assert (todo.sentence, todo.due) == ("24日午餐留样 2 份，臊子面、凉拌萝卜丝 · 各 125 克，可以销毁了。", LATER)
    assert handover_items(station_id, at("00:19", LATER)) == []
    (due,) = handover_items(station_id, at("00:20", LATER))
    assert (due.fact, due.detail) == ("留样 2 份", "24日午餐，26日 12:20 起可销毁，未销毁")


def test_a_month_of_samples_goes_out_as_excel(desk: Desk) -> None:
    keep(desk, "臊子面")
    act = act_of(desk, None, "13:00")
    sheet = desk.exports.sheet(act, "samples", Wanted(station_id=act.station_id, today=TODAY, year=2026))
    assert [(*row[1:4], *row[7:]) for row in sheet.rows] == [("午餐", "臊子面", 125, None, "")]


def test_a_certificate_is_told_of_until_it_is_renewed(desk: Desk) -> None:
    act = act_of(desk, None, "10:00")
    old = HealthCertificateEntry(
        person=" 马桂兰 ", number="甘健20251203", issued_on=date(2025, 12, 3), expires_on=date(2026, 12, 2)
    )
    saved = desk.health_certificates.register(act, old)
    told = [each.sentence for each in todos(act.station_id, act.at) if each.code.startswith("certificate")]
    assert told == ["马桂兰的健康证12月2日到期，请去体检换证。"]
    new = HealthCertificateEntry(
        person="马桂兰", number="甘健20261120", issued_on=date(2026, 11, 20), expires_on=date(2027, 11, 19)
    )
    renewed = desk.health_certificates.register(act, new)
    assert [each for each in todos(act.station_id, act.at) if each.code.startswith("certificate")] == []
    desk.undo(act, renewed)
    changed = desk.health_certificates.change(act, saved.record, new).record
    assert desk.health_certificates.all(act.station_id) == [changed]
    closed = desk.health_certificates.close(act, changed).record
    assert desk.health_certificates.all(act.station_id) == []
    assert refused(lambda: desk.health_certificates.change(act, closed, new)) == ["record.closed@"]
