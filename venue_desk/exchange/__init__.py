"""Files in and out; the services are its only users."""
