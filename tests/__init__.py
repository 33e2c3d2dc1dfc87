"""The tests mirror the source: a folder a room."""
