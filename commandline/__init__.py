"""What the commands of concert.py are made of: how they speak, and what they print."""
