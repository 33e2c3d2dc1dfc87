"""A run is whole or it never was; it can be stopped, previewed, written by another process, and never mixes papers up."""

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pypdfium2
import pytest

from printing import render
from printing.document import Options
from printing.papers import contact_card, policy_sheet
from printing.render import PrintJob, overlong_in, page_count, render_page, render_papers, write_run
from tests.printing.sheets import RARE, codes_in, picture, printed, text_of
from venue_desk.domain.errors import Refused, Unavailable


def sheets(count: int) -> tuple[policy_sheet.PolicySheet, ...]:
    """Sheets of so many households, every third with more rows than a page holds."""
    sample = policy_sheet.SAMPLE
    return tuple(
        replace(sample, head=f"户主{at:04d}", serial=f"号{at:04d}", rows=sample.rows * (3 if at % 3 == 2 else 1))
        for at in range(count)
    )


def sheet_job(folder: Path, count: int = 5) -> PrintJob:
    return PrintJob("policy-sheet", sheets(count), folder / "sheets.pdf")


def card_job(folder: Path, copies: int, start: int = 1) -> PrintJob:
    cards = tuple(replace(contact_card.SAMPLE, name=f"干部{at}", phone=f"138-0000-{at:04d}") for at in range(3))
    return PrintJob("contact-card", cards, folder / "cards.pdf", (copies,) * 3, Options(start=start))


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.suffix == ".part"]


def test_progress_tells_every_page(tmp_path: Path) -> None:
    job = sheet_job(tmp_path)
    assert [tuple(each) for each in render_papers(job)] == [(at, 6) for at in range(1, 7)]
    assert len(pypdfium2.PdfDocument(job.out.read_bytes())) == page_count(job) == 6


def test_stopped_nothing_is_left_and_the_old_file_stays(tmp_path: Path) -> None:
    job = sheet_job(tmp_path)
    job.out.write_bytes(b"old")
    run = render_papers(job)
    assert len(list(islice(run, 3))) == 3
    run.close()  # type: ignore[attr-defined]
    assert (job.out.read_bytes(), leftovers(tmp_path)) == (b"old", [])


@pytest.fixture
def small_disk() -> Iterator[None]:
    """The kernel refuses to write any file beyond 8 KiB, as a full disk would in the middle of it."""
    resource = pytest.importorskip("resource", reason="Windows sets no such limit")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.usefixtures("small_disk")
@pytest.mark.parametrize("stream_from", [1, 1000])
def test_a_full_disk_is_told_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stream_from: int
) -> None:
    monkeypatch.setattr(render, "STREAM_FROM", stream_from)
    job = sheet_job(tmp_path, 60)
    job.out.write_bytes(b"old")
    with pytest.raises(Unavailable) as told:
        list(render_papers(job))
    assert told.value.sentence == "磁盘满了，文件没有存下，原来的还在。请腾出地方，再存一次。"
    assert (job.out.read_bytes(), leftovers(tmp_path)) == (b"old", [])


def test_what_is_no_pdf_is_never_replaced(tmp_path: Path) -> None:
    job = replace(sheet_job(tmp_path), out=tmp_path / "station.db")
    job.out.write_bytes(b"a year of work")
    with pytest.raises(Unavailable, match="不是 PDF"):
        list(render_papers(job))
    assert (job.out.read_bytes(), leftovers(tmp_path)) == (b"a year of work", [])


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    job = replace(sheet_job(tmp_path), out=tmp_path / "nowhere" / "x.pdf")
    with pytest.raises(Unavailable) as told:
        list(render_papers(job))
    assert "请另选一个" in told.value.sentence


def test_a_file_that_cannot_be_replaced_is_told(tmp_path: Path) -> None:
    job = sheet_job(tmp_path)
    (job.out / "inside").mkdir(parents=True)
    with pytest.raises(Unavailable) as told:
        list(render_papers(job))
    assert (told.value.sentence.startswith("「sheets.pdf」"), leftovers(tmp_path)) == (True, [])


@pytest.mark.parametrize("stream_from", [1, 1000])
def test_a_missing_character_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stream_from: int
) -> None:
    monkeypatch.setattr(render, "STREAM_FROM", stream_from)
    job = replace(sheet_job(tmp_path), data=(*sheets(2), replace(policy_sheet.SAMPLE, head=f"张{RARE}")))
    for run in (render_papers(job), write_run(job, job.run(), 3)):
        with pytest.raises(Refused) as told:
            list(run)
        assert f"「{RARE}」（U+33333）" in told.value.findings[0].sentence
        assert list(tmp_path.iterdir()) == []
    agreed = replace(job, missing_as_geta=True)
    assert "张〓" in text_of(printed(agreed))


@pytest.mark.parametrize("number", range(1, 7))
def test_the_preview_shows_the_page_that_will_be_printed(tmp_path: Path, number: int) -> None:
    job = sheet_job(tmp_path)
    whole = printed(job)[number - 1]
    [alone] = pypdfium2.PdfDocument(render_page(job, number))
    assert picture(alone, 60).tobytes() == picture(whole, 60).tobytes()


@pytest.mark.parametrize("start", [1, 4, 10])
def test_the_preview_of_cards_shows_the_sheet_that_will_be_printed(tmp_path: Path, start: int) -> None:
    job = card_job(tmp_path, 7, start)
    document = printed(job)
    assert len(document) == page_count(job) == (21 + start - 1 + 9) // 10
    for number, whole in enumerate(document, 1):
        [alone] = pypdfium2.PdfDocument(render_page(job, number))
        assert picture(alone, 60).tobytes() == picture(whole, 60).tobytes()


def test_a_page_beyond_the_last_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(IndexError):
        render_page(sheet_job(tmp_path), 7)
    with pytest.raises(IndexError):
        render_page(card_job(tmp_path, 1), 2)


@pytest.mark.parametrize("kind", ["sheets", "cards"])
def test_both_ways_of_writing_make_the_same_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    job = sheet_job(tmp_path, 300) if kind == "sheets" else card_job(tmp_path, 9, 2)
    kept = printed(job)
    monkeypatch.setattr(render, "STREAM_FROM", 1)
    streamed = printed(job)
    assert len(kept) == len(streamed) == page_count(job)
    for at in {0, 2, len(kept) // 2, len(kept) - 1} & set(range(len(kept))):
        assert picture(kept[at], 60).tobytes() == picture(streamed[at], 60).tobytes()
    assert text_of(kept) == text_of(streamed)


@pytest.mark.parametrize("stream_from", [1, 1000])
def test_a_reader_is_told_title_language_and_true_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stream_from: int
) -> None:
    monkeypatch.setattr(render, "STREAM_FROM", stream_from)
    job = sheet_job(tmp_path, 1)
    document = printed(job)
    assert document.get_metadata_dict()["Title"] == "惠农政策知情卡"
    packed = job.out.read_bytes().replace(b" ", b"").replace(b"\n", b"")
    assert (b"/PrintScaling/None" in packed, b"/Lang(zh-CN)" in packed) == (True, True)


def test_the_same_run_is_the_same_bytes(tmp_path: Path) -> None:
    first, second = (sheet_job(tmp_path / name, 3) for name in ("a", "b"))
    for job in (first, second):
        job.out.parent.mkdir()
        printed(job)
    assert first.out.read_bytes() == second.out.read_bytes()


def test_texts_that_had_to_be_cut_are_named(tmp_path: Path) -> None:
    long = "全村各社的养老、医保、低保、残疾、惠农补贴" * 10
    fine, cut = card_job(tmp_path, 1), replace(card_job(tmp_path, 1), data=(replace(contact_card.SAMPLE, covers=long),))
    assert (overlong_in(fine), overlong_in(cut)) == ((), (long,))


def test_every_sheet_has_its_own_code(tmp_path: Path) -> None:
    document = printed(sheet_job(tmp_path, 12))
    codes = [code.splitlines()[1] for page in document for code in codes_in(picture(page, 150))]
    assert codes == [f"户主{at:04d}（三社）" for at in range(12)]


def _count_pages(job: PrintJob) -> int:
    return sum(1 for _ in render_papers(job))


def test_a_run_goes_through_another_process(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(_count_pages, (card_job(tmp_path, 5),)) == 2
    assert len(pypdfium2.PdfDocument((tmp_path / "cards.pdf").read_bytes())) == 2
