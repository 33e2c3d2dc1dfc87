"""口令: one's own; and for the 站长, who can sign in, a password for whoever has none or forgot it, and taking one back."""

from functools import partial

from ui.entry import Entry, Values
from ui.kit.facts import Sections
from ui.kit.fields import Field, Kind
from ui.kit.labels import Prose
from ui.kit.lines import Line, Lines
from ui.kit.verb import Verb
from ui.screens.settings.place import Place
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre
from venue_desk.services.saved import Saved

HEAD_ONLY = "只有站长能给别人设口令、收回口令"
OWN = (
    Field(name="old", label="现在的口令", kind=Kind.PASSWORD, required=True),
    Field(name="new", label="新口令", kind=Kind.PASSWORD, hint="至少 8 位，可以用一句自己记得住的话"),
    Field(name="new_again", label="新口令再输一遍", kind=Kind.PASSWORD, required=True),
)
OTHERS = (
    Field(name="password", label="口令", kind=Kind.PASSWORD, hint="请他本人输，至少 8 位"),
    Field(name="password_again", label="再输一遍", kind=Kind.PASSWORD, required=True),
)


def show(place: Place) -> None:
    """One's own password first: that is what most come for."""
    me = place.desk.signed_in.cadre
    place.open(
        Entry(
            key="settings.password", title="口令", verb="改口令", fields=OWN,
            save=lambda act, values: _change(place, act, me, values),
            told=lambda cadre: f"已改口令：{cadre.name}，下次登录用新的",
            note=f"改的是{me.name}自己的口令",
        ),
        over=False,
        below=_who(place),
    )  # fmt: skip


def give(place: Place, cadre: Cadre) -> None:
    """Let a cadre in, or anew."""
    place.open(
        Entry(
            key=f"settings.password.{cadre.id}", title=f"给{cadre.name}设口令", verb="设口令", fields=OTHERS,
            save=lambda act, values: _give(place, act, cadre, values),
            told=lambda given: f"已设口令：{given.name}可以登录了",
            note="原来的口令从这时起不能用",
        )
    )  # fmt: skip


# A password leaves nothing that 撤销 could put back: what was written for it is only the note that it was.


def _change(place: Place, act: Act, me: Cadre, values: Values) -> Saved[Cadre]:
    old, new, again = (str(values[name] or "") for name in ("old", "new", "new_again"))
    place.desk.access.change_password(act, old, new, again)
    return Saved(me, ())


def _give(place: Place, act: Act, cadre: Cadre, values: Values) -> Saved[Cadre]:
    password, again = str(values["password"] or ""), str(values["password_again"] or "")
    place.desk.access.give_password(act, cadre.id, password, again)
    return Saved(cadre, ())


def _who(place: Place) -> Sections:
    """Everyone who serves here, and whether they can sign in."""
    head, admitted = place.desk.signed_in.cadre.is_head, place.desk.access.admitted()
    serving = place.desk.cadres.serving(place.act().station_id)
    page = Sections()
    page.add("谁能登录", Lines([_line(place, cadre, has=cadre.id in admitted, head=head) for cadre in serving]))
    if not head:
        page.add("", Prose(f"{HEAD_ONLY}。忘了口令，请站长在这里重新设。", "hint"))
    return page


def _line(place: Place, cadre: Cadre, *, has: bool, head: bool) -> Line:
    mine = cadre.id == place.desk.signed_in.cadre.id
    off = "" if head else HEAD_ONLY
    verbs: tuple[Verb, ...] = ()
    if not mine:
        verbs = (Verb("重设口令" if has else "设口令", partial(give, place, cadre), off=off),)
    if has and not mine:
        verbs = (*verbs, Verb("收回", partial(_take, place, cadre), off=off))
    return Line(
        fact=cadre.name,
        meta=" · ".join(part for part in (cadre.position, "站长" if cadre.is_head else "") if part),
        right="您自己" if mine else "能登录" if has else "还没有口令",
        quiet=not has,
        verbs=verbs,
    )


def _take(place: Place, cadre: Cadre) -> None:
    if place.panel.attempt(lambda: place.desk.access.take_password(place.act(), cadre.id)):
        place.again()
        place.shell.toast(f"已收回口令：{cadre.name}不能再登录")
