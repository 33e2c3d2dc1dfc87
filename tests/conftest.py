"""What holds for every test: no screen, no user's folders, no noise."""

import os

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything loads Qt


@pytest.fixture(autouse=True)
def _no_password_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password in the developer's shell must never open a test's data."""
    monkeypatch.delenv("VENUE_DESK_PASSWORD", raising=False)
