"""QR codes that plain phones read: one byte segment in UTF-8, no ECI, no BOM, level M (ISO/IEC 18004).

The tables (blocks, patterns, masks) come from the `qrcode` package once a version; the work for each symbol is done on
whole rows held in 64-bit words, which makes the choice of the best of the eight masks cheap enough to do for all.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np
from qrcode import QRCode, base, util
from qrcode.constants import ERROR_CORRECT_M

from printing.qr_text import version_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_BYTE_MODE: Literal[4] = 4
_PADS = b"\xec\x11" * 128


@dataclass(frozen=True, slots=True)
class Symbol:
    """A finished code: modules a side, and its rows padded to whole bytes (1 = dark)."""

    cells: int
    bits: bytes


@dataclass(frozen=True, slots=True)
class _Plan:
    """What all symbols of a version share."""

    cells: int
    capacity: int
    length_bits: int
    gather: "NDArray[np.intp]"
    remainders: "NDArray[np.uint8]"
    interleave: "NDArray[np.intp]"
    places: "NDArray[np.intp]"
    masks: "NDArray[np.uint64]"


def symbol(text: str) -> Symbol:
    """The smallest symbol of `text` with its best mask. ValueError if it is longer than paper should carry."""
    return symbols([text])[0]


def symbols(texts: "Sequence[str]") -> list[Symbol]:
    """The symbols of `texts`; together they cost a third of what they cost one by one."""
    found: dict[int, Symbol] = {}
    by_version: defaultdict[int, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        by_version[version_for(text)].append(at)
    for version, places in by_version.items():
        found |= zip(places, _made(_plan(version), [texts[at].encode() for at in places]), strict=True)
    return [found[at] for at in range(len(texts))]


def _made(plan: _Plan, batch: list[bytes]) -> list[Symbol]:
    cells, count = plan.cells, len(batch)
    flat = np.zeros((count, cells * cells), np.uint8)
    flat[:, plan.places] = np.unpackbits(_codewords(batch, plan), axis=1)
    squares = flat.reshape(count, cells, cells)
    grid = np.zeros((count, 2, cells, 64), np.uint8)
    grid[:, 0, :, :cells] = squares
    grid[:, 1, :, :cells] = squares.transpose(0, 2, 1)
    candidates = _words(grid)[:, None] ^ plan.masks
    best = candidates[range(count), _penalties(candidates, cells).argmin(axis=1), 0]
    rows = best.astype(">u8").view(np.uint8).reshape(count, cells, 8)[:, :, : (cells + 7) // 8]
    return [Symbol(cells, row.tobytes()) for row in rows]


def _codewords(batch: list[bytes], plan: _Plan) -> "NDArray[np.uint8]":
    """Data and error correction, interleaved as they are placed; a row for each symbol."""
    filled = np.zeros((len(batch), plan.capacity + 1), np.uint8)
    filled[:, :-1] = [np.frombuffer(_segment(data, plan), np.uint8) for data in batch]
    blocks = filled[:, plan.gather]
    checks = np.bitwise_xor.reduce(plan.remainders[np.arange(blocks.shape[2]), blocks], axis=2)
    return np.concatenate((filled[:, plan.interleave], checks.transpose(0, 2, 1).reshape(len(batch), -1)), axis=1)


def _segment(data: bytes, plan: _Plan) -> bytes:
    """Mode, length, the bytes, four bits of nothing, and the padding of ISO/IEC 18004 §7.4.10."""
    bits = plan.length_bits
    number = (_BYTE_MODE << bits | len(data)) << 8 * len(data) | int.from_bytes(data, "big")
    size = (4 + bits + 8 * len(data) + 4 + 7) // 8
    packed = (number << 8 * size - 4 - bits - 8 * len(data)).to_bytes(size, "big")
    return (packed + _PADS)[: plan.capacity]


def _words(grid: "NDArray[np.uint8]") -> "NDArray[np.uint64]":
    """The last axis, 64 modules, as one word: the first module is its highest bit."""
    packed = np.packbits(grid, axis=-1).view(np.dtype(">u8")).reshape(grid.shape[:-1])
    return packed.astype(np.uint64)


def _penalties(lines: "NDArray[np.uint64]", cells: int) -> "NDArray[np.int64]":
    """The four penalties of ISO/IEC 18004 §7.8.3 for each candidate; the last axes are rows and columns, and lines."""
    same = ~(lines ^ lines << _ONE) & _first(cells - 1)
    double = same & same << _ONE
    runs = double & double << _TWO
    total = np.bitwise_count(runs) + _SECOND * np.bitwise_count(runs & ~(runs >> _ONE))
    light = ~lines
    light_pair = light & light << _ONE
    light_four = light_pair & light_pair << _TWO
    core = (lines << _TWO) & (lines << _THREE) & (lines << _FOUR)
    finder = core & lines & (light << _ONE) & (light << _FIVE) & (lines << _SIX)
    total += _FORTY * np.bitwise_count(finder & light_four << _SEVEN & _first(cells - 10))
    total += _FORTY * np.bitwise_count(finder & light_four >> _FOUR & ~_first(4))
    rows, alike = lines[..., 0, :], same[..., 0, :]
    blocks = alike[..., :-1] & alike[..., 1:] & ~(rows[..., :-1] ^ rows[..., 1:])
    dark = np.bitwise_count(rows).sum(axis=-1, dtype=np.int64)
    share = np.abs(dark * 20 - cells * cells * 10) // (cells * cells)
    squares = np.bitwise_count(blocks).sum(axis=-1, dtype=np.int64)
    scored: NDArray[np.int64] = total.sum(axis=(-2, -1), dtype=np.int64) + 3 * squares + 10 * share
    return scored


_ONE, _TWO, _THREE, _FOUR, _FIVE, _SIX, _SEVEN = (np.uint64(step) for step in range(1, 8))
_SECOND, _FORTY = np.uint16(2), np.uint16(40)  # a line may score more than 255


@cache
def _first(count: int) -> np.uint64:
    """A word whose first `count` bits are set."""
    return np.uint64((1 << 64) - (1 << 64 - count))


@cache
def _plan(version: int) -> _Plan:
    blocks = base.rs_blocks(version, ERROR_CORRECT_M)
    sizes = [block.data_count for block in blocks]
    longest, capacity = max(sizes), sum(sizes)
    starts = [sum(sizes[:at]) for at in range(len(sizes))]
    # A shorter block begins with a nought, which changes no remainder; index `capacity` holds it.
    spans = [range(start, start + size) for start, size in zip(starts, sizes, strict=True)]
    gather = [[capacity] * (longest - len(span)) + list(span) for span in spans]
    interleave = [span[at] for at in range(longest) for span in spans if at < len(span)]
    bare, masks = _patterns(version)
    return _Plan(
        cells=len(bare),
        capacity=capacity,
        length_bits=util.length_in_bits(_BYTE_MODE, version),
        gather=np.array(gather),
        remainders=_remainders(longest, blocks[0].total_count - blocks[0].data_count),
        interleave=np.array(interleave),
        places=_places(bare, 8 * sum(block.total_count for block in blocks)),
        masks=masks,
    )


def _remainders(size: int, checks: int) -> "NDArray[np.uint8]":
    """The check codewords of each value at each place of a block: their XOR is the block's."""
    generator = base.Polynomial([1], 0)
    for power in range(checks):
        generator = generator * base.Polynomial([1, base.gexp(power)], 0)
    factors = np.array([generator[at] for at in range(1, checks + 1)], np.uint8)
    products = _products()
    table = np.empty((size, 256, checks), np.uint8)
    unit = np.zeros(checks, np.uint8)
    unit[0] = 1
    for place in reversed(range(size)):
        unit = np.append(unit[1:], np.uint8(0)) ^ products[unit[0], factors]
        table[place] = products[:, unit]
    return table


@cache
def _products() -> "NDArray[np.uint8]":
    """The multiplication table of GF(256)."""
    powers = np.array([base.gexp(power) for power in range(255)], np.uint8)
    logs = np.array([base.glog(value) for value in range(1, 256)])
    table = np.zeros((256, 256), np.uint8)
    table[1:, 1:] = powers[(logs[:, None] + logs) % 255]
    return table


def _patterns(version: int) -> "tuple[list[list[bool | None]], NDArray[np.uint64]]":
    """The fixed patterns of a version (None where data goes), and each mask laid over them."""
    masks = []
    modules: list[list[bool | None]] = []
    for mask in range(8):
        modules = _fixed(version, mask)
        inverts = util.mask_func(mask)
        cells = range(len(modules))
        laid = [[inverts(i, j) if modules[i][j] is None else modules[i][j] for j in cells] for i in cells]
        grid = np.zeros((2, len(modules), 64), np.uint8)
        grid[0, :, : len(modules)] = np.array(laid, np.uint8)
        grid[1, :, : len(modules)] = grid[0, :, : len(modules)].T
        masks.append(_words(grid))
    return modules, np.array(masks)


def _fixed(version: int, mask: int) -> "list[list[bool | None]]":
    code = QRCode(version, ERROR_CORRECT_M)
    side = code.modules_count = 4 * version + 17
    code.modules = [[None] * side for _ in range(side)]
    for row, column in ((0, 0), (side - 7, 0), (0, side - 7)):
        code.setup_position_probe_pattern(row, column)
    code.setup_position_adjust_pattern()
    code.setup_timing_pattern()
    code.setup_type_info(False, mask)
    if version >= 7:
        code.setup_type_number(False)
    return code.modules


def _places(modules: "list[list[bool | None]]", bits: int) -> "NDArray[np.intp]":
    """Where each bit goes: two columns at a time from the right, up and down in turn (ISO/IEC 18004 §7.7.3)."""
    side = len(modules)
    found: list[int] = []
    rows = range(side)[::-1]
    for right in [*range(side - 1, 6, -2), 5, 3, 1]:
        found += [row * side + at for row in rows for at in (right, right - 1) if modules[row][at] is None]
        rows = rows[::-1]
    return np.array(found[:bits])
