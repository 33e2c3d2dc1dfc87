"""One window a folder; a folder that is none of ours is told; nothing half-written stays."""

from pathlib import Path

import pytest

from db.folder import DataFolder, held, speaking_of_files, write_whole
from tests.db.people import beside
from venue_desk.domain.errors import Refused, Unavailable

HOLDS_THE_FOLDER = """
import sys
from pathlib import Path
from db.folder import DataFolder, held
with held(DataFolder(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.readline()
"""


def code(refused: "pytest.ExceptionInfo[Refused]") -> str:
    return refused.value.findings[0].code


def test_a_second_process_is_refused_until_the_first_is_gone(folder: DataFolder) -> None:
    with beside(HOLDS_THE_FOLDER, folder.path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Refused, match="另一个窗口") as refused, held(folder):
            pytest.fail("held twice")
        assert code(refused) == "folder.in_use"
        other.kill()
    with held(folder):
        pass


def test_the_process_that_holds_it_may_do_so_again(folder: DataFolder) -> None:
    with held(folder):
        with held(DataFolder(folder.path)):
            pass
        with beside(HOLDS_THE_FOLDER, folder.path) as other:
            assert other.communicate()[0] == ""
        assert other.returncode != 0


def test_a_folder_that_is_none_of_ours_is_told(folder: DataFolder, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path, folder.path):
        with pytest.raises(Refused, match="没有本站数据") as refused:
            DataFolder(path).must_hold_data()
        assert code(refused) == "folder.none"


def test_a_folder_with_data_is_not_made_anew(folder: DataFolder) -> None:
    folder.must_be_free()
    folder.keys.write_bytes(b"")
    folder.must_be_free()
    (folder.backups / "station-20261123-120000.db").write_bytes(b"")
    with pytest.raises(Refused, match="已经有一个站") as refused:
        folder.must_be_free()
    assert code(refused) == "folder.taken"


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(Unavailable):
        DataFolder(tmp_path / "data").make()


def test_a_full_disk_keeps_the_old_file(small_disk: Path) -> None:
    file = small_disk / "keys.json"
    write_whole(file, b"old")
    with pytest.raises(Unavailable, match="磁盘满了"):
        write_whole(file, b"x" * 4_000_000)
    assert file.read_bytes() == b"old"
    assert list(small_disk.iterdir()) == [file]


def test_the_troubles_of_files_are_told_apart() -> None:
    for number, said in ((28, "磁盘满了"), (13, "不能写"), (30, "不能写"), (5, "磁盘没有回应")):
        with pytest.raises(Unavailable, match=said), speaking_of_files():
            raise OSError(number, "")
