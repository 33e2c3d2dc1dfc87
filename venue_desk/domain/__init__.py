"""Plain data and rules of the station: no database, no window, no clock of its own."""
