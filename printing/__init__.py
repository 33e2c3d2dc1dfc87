"""Paper: frozen data in, PDF bytes out; no query, no clock, no window."""
