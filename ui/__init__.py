"""The window: it knows the services and the domain, never what lies behind them."""
