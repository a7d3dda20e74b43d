"""The page on which people bring in what they have: step by step, each step of it shown."""
