"""What a coordinator does for a country: convene, take in offers, keep a plan, and print it."""
