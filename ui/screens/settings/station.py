"""本站: what stands on every card and sheet, in one form."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ui.entry import Entry, Values
from ui.kit.fields import Choice, Field, Kind
from ui.screens.settings.place import Place
from venue_desk.domain.acts import Act
from venue_desk.domain.findings import Finding
from venue_desk.domain.records import said
from venue_desk.domain.regimes import RegimeTermEntry
from venue_desk.domain.stations import Regime, Station, StationEntry
from venue_desk.services.saved import Saved

KEY = "settings.station"
PLACE = "站名和区划"
WAY = "值守办法"
FIELD_OF = {"from_on": "regime_from", "document_number": "regime_document"}
"""The fields of a change of the regime, as this form calls them."""
PUT_RIGHT = "regime.twice"
"""Another change that begins on the same day is put right here, not refused."""


def fields(coming: str) -> tuple[Field, ...]:
    """`coming` tells of a change of the regime that is still to come."""
    return (
        Field(name="phone", label="24 小时值班电话", kind=Kind.PHONE, hint="印在卡上，有人接才填", row="phones"),
        Field(name="supervision_phone", label="监督电话", kind=Kind.PHONE, hint="村民不满意时打", row="phones"),
        Field(name="address", label="地址", placeholder="例如 陇西县菜子镇浅河村村委会院内"),
        Field(name="promise", label="服务承诺", hint="印在卡的最下面一行"),
        Field(
            name="regime", label="选哪一种", kind=Kind.CHOICE, hint=coming, section=WAY,
            choices=tuple(Choice(regime, regime.label) for regime in Regime),
        ),
        Field(
            name="regime_from", label="从哪天起", kind=Kind.DATE, row="regime", section=WAY,
            hint="改办法时写，一般从 1 日起；不写就从今天起",
        ),
        Field(name="regime_document", label="依据", row="regime", section=WAY, placeholder="改办法的文号"),
        Field(name="name", label="站名", required=True, section=PLACE),
        Field(name="county", label="县", required=True, row="where", section=PLACE),
        Field(name="township", label="乡镇", required=True, row="where", section=PLACE),
        Field(name="village", label="村", required=True, row="where", section=PLACE),
        Field(name="code", label="行政区划代码", required=True, hint="12 位，编号从它来", section=PLACE),
    )  # fmt: skip


def entry_of(values: Values) -> StationEntry:
    """The typed values as the service takes them."""
    texts = {name: str(value or "") for name, value in values.items() if not name.startswith("regime")}
    regime = values["regime"]
    return StationEntry(regime=regime if isinstance(regime, Regime) else Regime.ROTATING, **texts)


def values_of(station: Station, now: Regime) -> dict[str, Any]:
    """The record as the form shows it, with the regime in force."""
    return said(StationEntry, station) | {"regime": now}


def show(place: Place) -> None:
    """The form, with what is still to be looked at beside its fields."""
    stations, regimes, act = place.desk.stations, place.desk.regimes, place.act()
    station = stations.get(act.station_id)

    def save(act: Act, values: Values) -> Saved[Station]:
        from_on, document = values["regime_from"], str(values["regime_document"] or "")
        return stations.change(act, station, entry_of(values), regime_from=from_on, document=document)

    def look_at(values: Values) -> Sequence[Finding]:
        """What is still to be looked at, also in another way of keeping the station."""
        found, regime, from_on = stations.findings(entry_of(values)), values["regime"], values["regime_from"]
        if not isinstance(regime, Regime) or (regime is regimes.on(station.id, act.today) and from_on is None):
            return found
        document = str(values["regime_document"] or "")
        entry = RegimeTermEntry(from_on=from_on or act.today, regime=regime, document_number=document)
        told = [each for each in regimes.findings(act, entry) if each.code != PUT_RIGHT]
        return [*found, *(replace(each, field=FIELD_OF.get(each.field, each.field)) for each in told)]

    place.open(
        Entry(
            key=KEY, title="本站", verb="存下", fields=fields(regimes.coming(station.id, act.today)),
            values=values_of(station, regimes.on(station.id, act.today)), save=save,
            told=lambda changed: f"已存：{changed.name}", check=look_at,
            note="存下以后，新印的卡和单就用新的",
        ),
        over=False,
    )  # fmt: skip
