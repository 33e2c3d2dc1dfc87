from venue_desk.domain.charts import FOOT, NUMBER, WIDEST, Box, Rule, Tone, Value, Word, bars, columns

METHODS = [Value("马上办", 9, "9 件"), Value("代着办", 18, "18 件", before=12), Value("流动办", 0, "没有", Tone.AMBER)]


def test_bars_are_as_long_as_their_amounts_and_each_has_its_number() -> None:
    drawing = bars(METHODS, 120)
    lengths = [mark.width for mark in drawing.marks if isinstance(mark, Box) and mark.tone is not Tone.HAIR]
    assert lengths[1] == 2 * lengths[0]
    assert len(lengths) == 2  # nothing is drawn for nothing
    texts = [mark.text for mark in drawing.marks if isinstance(mark, Word)]
    assert texts == ["马上办", "9 件", "代着办", "18 件", "流动办", "没有"]
    assert drawing.sentence == "马上办 9 件；代着办 18 件；流动办 没有"


def test_the_tick_of_the_value_before_stands_where_its_bar_would_end() -> None:
    drawing = bars(METHODS, 120)
    (tick,) = [mark for mark in drawing.marks if isinstance(mark, Rule)]
    longest = max((m for m in drawing.marks if isinstance(m, Box) and m.tone is Tone.JADE), key=lambda box: box.width)
    assert round(tick.x1, 6) == round(longest.x + longest.width * 12 / 18, 6)


def test_nothing_lies_outside_the_drawing() -> None:
    months = [Value(f"{month}月", month % 5, str(month % 5)) for month in range(1, 13)]
    for drawing in (bars(METHODS, 90), columns(months, 160, 50), bars([], 90), columns([], 90, 40)):
        for mark in drawing.marks:
            if isinstance(mark, Box):
                assert mark.x >= 0 <= mark.y
                assert mark.x + mark.width <= drawing.width + 1e-6
                assert mark.y + mark.height <= drawing.height + 1e-6
            elif isinstance(mark, Word):
                assert 0 <= mark.x <= drawing.width
                assert 0 <= mark.y <= drawing.height


def test_an_empty_chart_says_so() -> None:
    assert bars([], 90).sentence == "还没有数字"


def test_what_is_below_nothing_hangs_under_the_line_with_its_number_below() -> None:
    drawing = columns([Value("9月", 8, "8"), Value("10月", -4, "退 4"), Value("11月", 2, "2")], 90, 40)
    (line,) = [mark for mark in drawing.marks if isinstance(mark, Rule)]
    up, down, _ = [mark for mark in drawing.marks if isinstance(mark, Box)]
    assert round(up.y + up.height, 6) == round(line.y1, 6) == round(down.y, 6)
    assert round(up.height / down.height, 6) == 2
    number, label = (
        next(m for m in drawing.marks if isinstance(m, Word) and m.text == text) for text in ("退 4", "10月")
    )
    assert down.y + down.height < number.y < label.y - NUMBER < drawing.height


def test_only_columns_below_nothing_stay_inside() -> None:
    drawing = columns([Value("10月", -4, "退 4")], 30, 30)
    (box,) = [mark for mark in drawing.marks if isinstance(mark, Box)]
    assert box.y >= 0
    assert box.y + box.height < 30 - FOOT


def test_a_single_column_does_not_fill_the_sheet() -> None:
    (box,) = [mark for mark in columns([Value("10月", 4, "4")], 174, 40).marks if isinstance(mark, Box)]
    assert box.width == WIDEST
    assert box.x + box.width / 2 == 87
