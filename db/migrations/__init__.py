"""Every step from one schema to the next, each with its own frozen models."""
