"""The peers, each drawing the same texts, weights and codes in its own best way. They run one at a time, each in its process."""

import json
import tempfile
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import asdict
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.material import TITLES, WIDTHS, card_lines, sheet_texts
from printing.papers.contact_card import ContactCard
from printing.papers.policy_sheet import PolicySheet

Fonts = dict[int, Path]
Code = Callable[[Any], bytes]
SIGNED = "领取人签字　　　　日期　　　　经办人签字"
ASIDE = (("领取人签字", 20), ("日期", 85), ("经办人签字", 139))


def fpdf2(data: Sequence[Any], fonts: Fonts, code: Code, out: Path) -> None:
    """Operators, not tables: its table is seven times slower."""
    from fpdf import FPDF

    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(auto=False)
    for weight, path in fonts.items():
        pdf.add_font(f"N{weight}", "", str(path))

    def put(x: float, y: float, text: str, size: float, weight: int = 400, align: float = 0) -> None:
        pdf.set_font(f"N{weight}", size=size)
        pdf.text(x - (align * pdf.get_string_width(text) if align else 0), y, text)

    for at, one in enumerate(data):
        if isinstance(one, PolicySheet) or at % 10 == 0:
            pdf.add_page()
        boxes, marks, picture = _sheet_marks(one) if isinstance(one, PolicySheet) else _card_marks(at, one)
        for box in boxes:
            pdf.rect(*box)
        for mark in marks:
            put(*mark)
        pdf.image(BytesIO(code(one)), *picture)
    pdf.output(str(out))


Marks = tuple[list[Any], list[Any], tuple[Any, ...]]


def _sheet_marks(one: PolicySheet) -> Marks:
    texts = sheet_texts(one)
    boxes: list[Any] = []
    marks: list[Any] = [
        (20, 18, texts.station, 9), (190, 18, texts.serial, 9, 400, 1), (105, 33.5, "惠农政策知情卡", 27, 700, 0.5),
        (105, 42, texts.year, 13, 400, 0.5), (37, 190, texts.total[0], 12, 700), (186, 190, texts.total[1], 14, 700, 1),
        *((x, 265, label, 10) for label, x in ASIDE),
    ]  # fmt: skip
    for (label, value), x in zip(texts.facts, (20, 80, 112, 142), strict=True):
        marks += [(x, 60, label, 9.5), (x + 13, 60, value, 12, 500)]
    for at, cells in enumerate((TITLES, *texts.rows)):
        y, x = 70 + at * 10.4, 20
        for cell, width in zip(cells, WIDTHS, strict=True):
            boxes.append((x, y, width, 10.4))
            marks += [(x + 1.5, y + 4.6 + nth * 4, part, 8 if nth else 10) for nth, part in enumerate(cell.split("\n"))]
            x += width
    for at, (label, value) in enumerate(texts.notes):
        marks += [(20, 203 + at * 7.4, label, 9.5), (42, 203 + at * 7.4, value, 10)]
    return boxes, marks, (158, 199, 32)


def _card_marks(at: int, one: ContactCard) -> Marks:
    x, y = 15 + at % 2 * 90, 13.5 + at % 10 // 2 * 54
    marks: list[Any] = [
        (x + 5, y + 6.5, "便民连心卡", 13, 700), (x + 85, y + 6.5, one.station, 8, 500, 1), (x + 30, y + 19.4, one.position, 8.5),
        (x + 5, y + 19.4, one.name, 19, 700), (x + 5, y + 27.2, one.phone, 17, 700),
    ]  # fmt: skip
    marks += [(x + 5, y + 32.4 + nth * 4.3, text, 7.5) for nth, text in enumerate(card_lines(one))]
    return [(x, y, 90, 54)], marks, (x + 60, y + 11, 25)


STYLE = """@page{size:A4;margin:11mm 14.9mm}body{font:10pt N;margin:0}h1{font:700 27pt N;text-align:center;margin:4mm 0}
table{border-collapse:collapse;width:100%}td{border:.25mm solid #000;padding:1mm}b{font-weight:700}.s{page-break-after:always}
.c{float:left;width:90mm;height:54mm;box-sizing:border-box;border:.1mm solid #000;font-size:7.5pt;padding:2mm 5mm}
.c b{font-size:17pt}img{width:25mm;float:right}"""


def weasyprint(data: Sequence[Any], fonts: Fonts, code: Code, out: Path) -> None:
    from weasyprint import HTML

    def picture(one: Any) -> str:
        return f'<img src="data:image/png;base64,{b64encode(code(one)).decode()}">'

    def sheet(one: PolicySheet) -> str:
        texts = sheet_texts(one)
        cells = ["".join(f"<td>{escape(cell)}" for cell in row).replace("\n", "<br>") for row in (TITLES, *texts.rows)]
        facts = "　".join(f"{label} <b>{escape(value)}</b>" for label, value in texts.facts)
        notes = "<br>".join(f"{label}　{escape(value)}" for label, value in texts.notes)
        head = f"<div class=s>{texts.station}　{texts.serial}<h1>惠农政策知情卡</h1>{texts.year}<p>{facts}</p>"
        return f"{head}<table><tr>{'<tr>'.join(cells)}</table><p><b>{texts.total[0]}　{texts.total[1]}</b></p>{picture(one)}<p>{notes}</p>{SIGNED}</div>"

    def card(one: ContactCard) -> str:
        lines = "<br>".join(map(escape, card_lines(one)))
        head = f"<div class=c>便民连心卡　{one.station}{picture(one)}<br><b>{one.name}</b> {one.position}"
        return f"{head}<br><b>{one.phone}</b><br>{lines}</div>"

    faces = "".join(f"@font-face{{font-family:N;font-weight:{w};src:url({p.as_uri()})}}" for w, p in fonts.items())
    body = "".join(sheet(one) if isinstance(one, PolicySheet) else card(one) for one in data)
    HTML(string=f"<style>{faces}{STYLE}</style>{body}").write_pdf(str(out))


TYPST = """#set page("a4", margin: (x: 15mm, y: 11mm))
#set text(font: "Noto Sans SC", size: 10pt)
#let b(t, s) = text(weight: 700, size: s, t)
#let data = json("data.json")
#if "rows" in data.at(0) { for s in data [#s.station #h(1fr) #s.serial #align(center)[#b("惠农政策知情卡", 27pt) #linebreak() #s.year]
#for f in s.facts [#f.at(0) #b(f.at(1), 12pt) #h(4mm)]
#table(columns: (11mm, 54mm, 21mm, 31mm, 22mm, 18mm, 13mm), ..s.rows.flatten())
#b(s.total.at(0), 12pt) #h(1fr) #b(s.total.at(1), 14pt)
#place(right, image(s.code, width: 32mm)) #for n in s.notes [#n.at(0) #h(4mm) #n.at(1) #linebreak()]
#v(1fr) #s.signed #pagebreak(weak: true)]
} else { grid(columns: (90mm, 90mm), rows: 54mm, stroke: .1mm, inset: 5mm, ..data.map(s => text(size: 7.5pt)[便民连心卡 #h(1fr) #s.station
#place(right, dy: 2mm, image(s.code, width: 25mm)) #linebreak() #b(s.name, 19pt) #s.position #linebreak() #b(s.phone, 17pt) #linebreak()
#for l in s.lines [#l #linebreak()]])) }"""


def typst(data: Sequence[Any], fonts: Fonts, code: Code, out: Path) -> None:
    import typst as engine

    with tempfile.TemporaryDirectory() as folder:
        told = []
        for at, one in enumerate(data):
            Path(folder, f"{at}.png").write_bytes(code(one))
            if isinstance(one, PolicySheet):
                texts = sheet_texts(one)._asdict()
                told.append({**texts, "rows": (TITLES, *texts["rows"]), "signed": SIGNED, "code": f"{at}.png"})
            else:
                told.append({**asdict(one), "lines": card_lines(one), "code": f"{at}.png"})
        Path(folder, "data.json").write_text(json.dumps(told), encoding="utf-8")
        Path(folder, "main.typ").write_text(TYPST, encoding="utf-8")
        engine.compile(
            f"{folder}/main.typ",
            output=str(out),
            root=folder,
            font_paths=[str(fonts[400].parent)],
            ignore_system_fonts=True,
        )


def platypus(data: Sequence[Any], fonts: Fonts, code: Code, out: Path) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Flowable, Image, PageBreak, Paragraph, SimpleDocTemplate, Table

    for weight, path in fonts.items():
        registerFont(TTFont(f"N{weight}", str(path)))
    styles = {(size, w): ParagraphStyle(f"{size}{w}", fontName=f"N{w}", fontSize=size, leading=size * 1.3, wordWrap="CJK")
              for size in (7.5, 8, 10, 12, 17, 27) for w in fonts}  # fmt: skip
    grid = [("GRID", (0, 0), (-1, -1), 0.7, "black"), ("FONT", (0, 0), (-1, -1), "N400", 10)]

    def say(text: str, size: float = 10, weight: int = 400) -> Paragraph:
        return Paragraph(escape(text).replace("\n", "<br/>"), styles[size, weight])

    def sheet(one: PolicySheet) -> list[Flowable]:
        texts = sheet_texts(one)
        rows = [TITLES, *((row[0], say(row[1]), *row[2:]) for row in texts.rows)]
        facts = [tuple(part for fact in texts.facts for part in fact)]
        notes = [(label, say(value)) for label, value in texts.notes]
        return [
            say(f"{texts.station}　{texts.serial}", 8), say("惠农政策知情卡", 27, 700), say(texts.year), Table(facts, style=grid[1:]),
            Table(rows, [width * mm for width in WIDTHS], style=grid), say("　".join(texts.total), 12, 700),
            Table(notes, [22 * mm, 116 * mm], style=grid[1:]), Image(BytesIO(code(one)), 32 * mm, 32 * mm),
            say(SIGNED), PageBreak(),
        ]  # fmt: skip

    def card(one: ContactCard) -> list[Flowable]:
        return [say(f"便民连心卡　{one.station}", 8), say(f"{one.name} {one.position}", 12, 700), say(one.phone, 17, 700),
                *(say(line, 7.5) for line in card_lines(one)), Image(BytesIO(code(one)), 16 * mm, 16 * mm)]  # fmt: skip

    story: list[Flowable] = []
    if isinstance(data[0], PolicySheet):
        story = [part for one in data for part in sheet(one)]
    else:
        pairs = [[card(one) for one in data[at : at + 2]] for at in range(0, len(data), 2)]
        story = [Table(pairs[at : at + 5], 90 * mm, 54 * mm, style=grid[:1]) for at in range(0, len(pairs), 5)]
    edges: dict[str, Any] = {
        "leftMargin": 15 * mm,
        "rightMargin": 15 * mm,
        "topMargin": 10 * mm,
        "bottomMargin": 8 * mm,
    }
    SimpleDocTemplate(str(out), **edges).build(story)
