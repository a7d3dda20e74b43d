"""The page of one country: needs, who is there, what collides, what is left aside, emergencies, and other countries."""
