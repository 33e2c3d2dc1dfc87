"""One verb for each intention of the user; each is one transaction."""
