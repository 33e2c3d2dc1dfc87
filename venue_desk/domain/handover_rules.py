"""What may be done with a handover and when: writing, signing by the giver, answering item by item, signing by the taker."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import at_station
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.handover import Handover, HandoverItem, HandoverOffer, HandoverState, ItemState

TEXT_MAX, DIFFERENCE_MAX = 1000, 200
WITH_DIFFERENCE = (ItemState.DIFFERS, ItemState.TAKEN_AS_IS)


def check_texts(situation: str, notes: str) -> list[Finding]:
    """What the giver writes has room, and an end."""
    return [
        must("handover.long", field, f"{what}最多 {TEXT_MAX} 个字，现在是 {len(text)} 个，请写短一些。")
        for field, text, what in (("situation", situation, "上一班情况"), ("notes", notes, "注意事项"))
        if len(text) > TEXT_MAX
    ]


def check_open(handover: Handover) -> list[Finding]:
    """Only what the giver has not signed yet is still being written."""
    if handover.state is HandoverState.SEALED:
        return [must("handover.sealed", "", "这次交接已经封存，不能再改，只能补记。")]
    if handover.state is HandoverState.GIVEN:
        return [must("handover.given", "", "交班人已经签字，内容不能再改。要补充的，封存以后可以补记。")]
    return []


def check_given(handover: Handover) -> list[Finding]:
    """The taker answers and signs what the giver has signed, once."""
    if handover.state is HandoverState.SEALED:
        return [must("handover.sealed", "", "这次交接已经封存，不能再改，只能补记。")]
    if handover.state is HandoverState.OPEN:
        return [must("handover.not_given", "", "交班人还没签字。请交班人先签，再逐项来接。")]
    return []


def check_clock(at: datetime, after: datetime, what: str) -> list[Finding]:
    """Nothing is signed earlier than what came before it: a clock set back is put right first."""
    if at >= after:
        return []
    told = f"电脑的时间是 {_moment(at)}，比{what}（{_moment(after)}）还早。请先把电脑的时间调准，再签字。"
    return [must("handover.clock", "", told)]


def check_moved(seen: Sequence[HandoverOffer], now: Sequence[HandoverOffer]) -> list[Finding]:
    """The giver signs what stood before their eyes: what changed since is looked at first."""
    changed = [offer.fact for offer in now if offer not in seen] or [offer.fact for offer in seen if offer not in now]
    if not changed and len(seen) == len(now):
        return []
    return [must("handover.moved", "items", f"刚才又有变化：{'、'.join(changed[:3])}。请看过再签字。")]


def check_giver(handover: Handover, giver: Cadre | None) -> list[Finding]:
    """Who gives serves at the station, and does not take as well."""
    if giver is None or not giver.here or giver.station_id != handover.station_id:
        return [must("handover.giver_gone", "giver_id", "交班的人已不在本站。请选当班的人来交班。")]
    return []


def check_taker(giver_id: object, taker: Cadre | None, station_id: object, *, chosen: bool) -> list[Finding]:
    """Who takes is somebody else than who gives, and serves at the station."""
    if not chosen:
        return [must("handover.taker", "taker_id", "请选是谁来接班。")]
    if taker is None or not taker.here or taker.station_id != station_id:
        name = taker.name if taker is not None else "这位干部"
        return [must("handover.gone", "taker_id", f"{name}已不在本站，不能接班。请另选一个人。")]
    if taker.id == giver_id:
        return [must("handover.same", "taker_id", f"{taker.name}是交班人，不能自己接自己的班。请另选接班的人。")]
    return []


def check_answer(state: ItemState, difference: str, *, followed: bool) -> list[Finding]:
    """不符 says what differs; taken over as it is, it also says who looks into it."""
    if state not in WITH_DIFFERENCE:
        return []
    if not difference:
        return [must("handover.difference", "difference", "请写明哪里不符，例如「户口簿不在袋里」。")]
    if len(difference) > DIFFERENCE_MAX:
        return [must("handover.difference", "difference", f"最多 {DIFFERENCE_MAX} 个字，请写短一些。")]
    if state is ItemState.TAKEN_AS_IS and not followed:
        return [must("handover.followed_by", "followed_by", "带着差异接下，要写明由谁去查。请选一个人。")]
    return []


def check_items(items: Iterable[HandoverItem]) -> list[Finding]:
    """Nothing is sealed that was not answered, or that differs and nobody took over."""
    states = [item.state for item in items]
    findings = []
    if waiting := states.count(ItemState.WAITING):
        findings.append(must("handover.waiting", "items", f"还有 {waiting} 项没接。请逐项点清，再签字。"))
    if differing := states.count(ItemState.DIFFERS):
        findings.append(
            must(
                "handover.differs", "items", f"有 {differing} 项不符。请查清改成「接」，或写明由谁去查，带着差异接下。"
            )
        )
    return findings


def check_addition(handover: Handover, text: str) -> list[Finding]:
    """补记 is for what is sealed, and says something."""
    if handover.state is not HandoverState.SEALED:
        return [must("handover.unsealed", "", "这次交接还没封存，请直接写在注意事项里。")]
    if not text:
        return [must("handover.addition", "text", "请写明补记什么。")]
    if len(text) > TEXT_MAX:
        return [must("handover.addition", "text", f"补记最多 {TEXT_MAX} 个字，请写短一些。")]
    return []


def progress_text(items: Sequence[HandoverItem]) -> str:
    """10 项接了 5 项; 全部接清."""
    done = sum(item.accepted for item in items)
    if items and done == len(items):
        taken_as_is = sum(item.state is ItemState.TAKEN_AS_IS for item in items)
        return f"{len(items)} 项都接了，{taken_as_is} 项带着差异" if taken_as_is else f"{len(items)} 项全部接清"
    return f"{len(items)} 项接了 {done} 项"


def _moment(at: datetime) -> str:
    local = at_station(at)
    return f"{local.month}月{local.day}日 {local:%H:%M}"
