"""The data: tables, queries, the journal; the only room that knows the engine."""
