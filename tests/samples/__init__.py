"""Station files of every released schema, kept for ever: tests/db/test_samples.py opens and upgrades each."""
