"""Every colour, type size, space and height of the window: one frozen dataclass, two instances, no hex value anywhere else."""

from dataclasses import dataclass, fields, replace

# Above these the layout drops secondary things: the two thresholds are measured, not chosen.
ROOMY_HEIGHT = 830
DETAIL_WIDTH = 1280


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#RRGGBB`, measures in px at the scale `percent`."""

    name: str
    ground: str
    rail: str
    card: str
    sunk: str
    pick: str
    wash: str
    hair: str
    line: str
    ctrl: str
    ink: str
    ink2: str
    ink3: str
    red: str
    red_tint: str
    red_fill: str
    red_hover: str
    red_pressed: str
    on_fill: str
    jade: str
    jade_tint: str
    amber: str
    amber_tint: str
    focus: str
    paper: str = "#FFFFFF"
    percent: int = 100
    compact: bool = False

    # type
    title: int = 24
    panel_title: int = 20
    card_title: int = 17
    body: int = 15
    meta: int = 13
    # space
    s2: int = 2
    s4: int = 4
    s8: int = 8
    s12: int = 12
    s16: int = 16
    s24: int = 24
    page_x: int = 24
    page_y: int = 16
    card_x: int = 20
    card_y: int = 14
    # radius
    radius: int = 6
    radius_card: int = 10
    radius_inner: int = 4
    # heights
    top_bar: int = 64
    rail_item: int = 36
    control: int = 36
    row_button: int = 28
    chip: int = 24
    filter_chip: int = 32
    row_one: int = 42
    row_two: int = 62
    header: int = 36
    # widths
    rail_width: int = 184
    table_min: int = 560
    panel_min: int = 440
    panel_max: int = 584
    # icons
    icon: int = 20
    icon_text: int = 16

    def px(self, value: float) -> int:
        """A measure of 100 % at this scale; a hairline stays a hairline."""
        return round(value * self.percent / 100)

    def scaled(self, percent: int) -> "Theme":
        """The same theme at 100, 125 or 150 % type: every measure grows, the rail as far as its words need."""
        base = _BASES[self.name]
        sizes = {name: round(getattr(base, name) * percent / 100) for name in _MEASURES}
        sizes["rail_width"] = _RAIL_WIDTHS.get(percent, round(base.rail_width * percent / 100))
        grown = replace(base, percent=percent, **sizes)
        return grown.compacted() if self.compact else grown

    def compacted(self) -> "Theme":
        """For windows under 830 px high: only heights and margins shrink, never type."""
        sizes = {name: self.px(value) for name, value in _COMPACT.items()}
        return replace(self, compact=True, **sizes)  # type: ignore[arg-type]  # only the names of measures

    def inverse(self) -> "Theme":
        """The other theme at the same scale, for the ink bar of the toast."""
        other = DARK if self.name == LIGHT.name else LIGHT
        return other.scaled(self.percent)

    @property
    def narrow_detail(self) -> bool:
        """From 125 % on the detail panel is a page over the table."""
        return self.percent >= 125

    @property
    def rail_icons_only(self) -> bool:
        """At 150 % the rail is icons with captions below."""
        return self.percent >= 150


LIGHT = Theme(
    name="light",
    ground="#F7F4EE",
    rail="#F0EBE1",
    card="#FFFFFF",
    sunk="#FBF9F5",
    pick="#F4EEE2",
    wash="#EDE8DD",
    hair="#E6E0D4",
    line="#D3CABA",
    ctrl="#898070",
    ink="#24211C",
    ink2="#575147",
    ink3="#6E675B",
    red="#A32A22",
    red_tint="#FAECE9",
    red_fill="#A32A22",
    red_hover="#8A211A",
    red_pressed="#6F1812",
    on_fill="#FFFFFF",
    jade="#1E6B50",
    jade_tint="#E5F1EB",
    amber="#855400",
    amber_tint="#FBF0D9",
    focus="#2A5DA0",
)

DARK = Theme(
    name="dark",
    ground="#1B1A18",
    rail="#161513",
    card="#242220",
    sunk="#1F1D1B",
    pick="#322E29",
    wash="#2E2B27",
    hair="#35322D",
    line="#47433C",
    ctrl="#857E72",
    ink="#EFEAE1",
    ink2="#C2BBAF",
    ink3="#A39C90",
    red="#F0897C",
    red_tint="#3A2320",
    red_fill="#C2463B",
    red_hover="#B03D33",
    red_pressed="#9C352C",
    on_fill="#FFFFFF",
    jade="#6FC3A0",
    jade_tint="#1E3129",
    amber="#E3B25C",
    amber_tint="#37301F",
    focus="#8DB6EE",
)

GROUNDS = ("ground", "rail", "card", "sunk", "pick", "wash", "red_tint", "jade_tint", "amber_tint")
PERCENTS = (100, 125, 150)

_BASES = {LIGHT.name: LIGHT, DARK.name: DARK}
_MEASURES = tuple(f.name for f in fields(Theme) if f.type is int and f.name != "percent")
_RAIL_WIDTHS = {125: 220, 150: 108}
_COMPACT = {
    "top_bar": 52,
    "rail_item": 32,
    "row_one": 36,
    "row_two": 52,
    "page_x": 16,
    "page_y": 12,
    "card_x": 16,
    "card_y": 8,
}

_current = LIGHT


def current() -> Theme:
    """The theme on screen now: painted widgets ask at paint time, so a switch needs no signal."""
    return _current


def colour(token: str) -> str:
    """A colour of the theme on screen; `inverse_…` is the other theme's, for words on the ink bar."""
    if token.startswith("inverse_"):
        return str(getattr(_current.inverse(), token.removeprefix("inverse_")))
    return str(getattr(_current, token))


def set_current(theme: Theme) -> None:
    """Only `ui.style.apply` calls this, together with the palette and the style sheet."""
    global _current  # noqa: PLW0603 - as global as the QApplication it dresses
    _current = theme
