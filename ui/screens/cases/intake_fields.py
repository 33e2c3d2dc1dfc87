"""The fields of a new case, in the order in which one asks at the desk; Enter goes only where something is to be said."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from ui.kit.field_choice import ChoiceListEditor
from ui.kit.fields import Choice, Field, Kind, People, Values
from ui.kit.hits import Hit
from ui.kit.typed_dates import Lean
from ui.screens.cases.item_field import ItemEditor
from ui.screens.cases.materials import KEYS, MaterialsEditor
from ui.screens.cases.reckoning import Reckoner, holds
from venue_desk.domain.case_intake import Forbidden, forbidden_in
from venue_desk.domain.cases import Channel
from venue_desk.domain.catalogue import Method
from venue_desk.services.resource_files import certificates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from venue_desk.desk import Desk

SHOWN_MAX = 5
OFFER = "没有这个人？登记新农户"
CHANNELS = tuple(Choice(channel, channel.label) for channel in Channel)
METHODS = tuple(Choice(method, method.label) for method in Method)


def intake_fields(reckoner: Reckoner, offered: "Callable[[str], object]") -> list[Field]:
    """Whose, of what, how, with which papers; all below is filled in and is reached by Tab."""
    desk = reckoner.desk
    return [
        Field(
            name="villager_id", label="申请人", kind=Kind.PERSON, required=True, people=_villagers(desk, offered),
            hint="拼音首字母、姓名、电话或证件末几位", placeholder="例如 zwh",
        ),
        Field(name="phone", label="电话", kind=Kind.PHONE, row="how", share=4, aside=True, suggest=reckoner.phone),
        Field(name="channel", label="怎么来的", kind=Kind.CHOICE, choices=CHANNELS, row="how", share=6, aside=True),
        Field(
            name="acting", label="来人", kind=Kind.TICK, placeholder="别人代来", row="how", share=3, aside=True,
        ),
        *_acting_fields(),
        Field(
            name="item_id", label="事项", kind=Kind.CHOICE, required=True, choices=_items(reckoner), row="what", share=6,
            placeholder="他怎么叫就怎么写", editor=partial(_item_editor, desk),
        ),
        Field(
            name="method", label="办理方式", kind=Kind.CHOICE, choices=METHODS, row="what", share=7, aside=True,
            suggest=reckoner.method, reckon=reckoner.why,
        ),
        Field(
            name="conditions", label="受理条件", kind=Kind.READ_ONLY, reckon=reckoner.conditions,
            shown=lambda values: bool(reckoner.conditions(values).text),
        ),
        Field(
            name="result", label="办成了什么", placeholder="例如 手机认证通过", hint="当场办完，登记就是办结",
            shown=lambda values: values.get("method") is Method.ON_THE_SPOT,
        ),
        Field(
            name="materials", label="材料", hint=KEYS, ends=True, editor=MaterialsEditor, reckon=reckoner.lacking,
            shown=lambda values: values.get("item_id") is not None,
        ),
        Field(
            name="envelope", label="装几号袋", kind=Kind.WHOLE, hint="下一个空袋，也可以改", aside=True, shown=holds,
            suggest=reckoner.envelope,
        ),
        *_days(reckoner),
        Field(name="matter", label="说明", placeholder="例如 要赶在年底前办好"),
    ]  # fmt: skip


def _acting_fields() -> list[Field]:
    """Who comes for the applicant; the authorization names them by their ID number."""
    asked = (
        ("acting_name", "来人姓名", Kind.TEXT, "", "acting", ""),
        ("acting_relation", "是他什么人", Kind.TEXT, "例如 儿子", "acting", ""),
        ("acting_phone", "来人电话", Kind.PHONE, "", "acting", ""),
        ("acting_id_number", "来人身份证号", Kind.ID_NUMBER, "", "", "写委托书用，可以先不填"),
    )
    return [
        Field(name=name, label=label, kind=kind, row=row, placeholder=example, hint=hint, shown=_is_acted_for)
        for name, label, kind, example, row, hint in asked
    ]


def _is_acted_for(values: Values) -> bool:
    return bool(values.get("acting"))


def _days(reckoner: Reckoner) -> list[Field]:
    return [
        Field(
            name="promised_on", label="承诺办结", kind=Kind.DATE, lean=Lean.AHEAD, row="days", suggest=reckoner.promised,
            reckon=reckoner.promise_words,
        ),
        Field(name="hand_in", label="最迟交镇中心", kind=Kind.READ_ONLY, row="days", reckon=reckoner.hand_in),
        Field(
            name="agent_id", label="代办员", kind=Kind.CHOICE, required=True, choices=partial(_agents, reckoner.desk),
            placeholder="选一位", editor=ChoiceListEditor, row="days", suggest=reckoner.agent, reckon=reckoner.agent_words,
        ),
    ]  # fmt: skip


def _villagers(desk: "Desk", offered: "Callable[[str], object]") -> People:
    def search(typed: str) -> "Sequence[Hit]":
        act = desk.act()
        found = desk.search.villagers(act.station_id, typed, act.today, SHOWN_MAX)
        return [
            Hit(UUID(str(h.id)), h.title, h.facts, h.spans, facts_spans=h.facts_spans) for h in found if not h.closed
        ]

    def find(key: str) -> Hit | None:
        hit = desk.search.hit(UUID(key), desk.act().today)
        return Hit(UUID(key), hit.title, hit.facts) if hit is not None else None

    return People(search, find, OFFER, offered)


def _items(reckoner: Reckoner) -> list[Choice]:
    return [Choice(item.id, item.name, item.department) for item in reckoner.items.values()]


def _item_editor(desk: "Desk", field: Field) -> ItemEditor:
    def find(typed: str) -> list[UUID]:
        return [item.id for item in desk.catalogue.find(desk.act().station_id, typed)]

    return ItemEditor(field, find, asked_certificate)


def asked_certificate(typed: str) -> Forbidden | None:
    """The certificate that these words ask for."""
    return forbidden_in([typed], certificates()) if typed.strip() else None


def _agents(desk: "Desk") -> list[Choice]:
    return [Choice(cadre.id, cadre.name) for cadre in desk.cadres.serving(desk.act().station_id) if cadre.is_agent]
