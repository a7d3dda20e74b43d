"""The page on which an entity says what others learn of its records."""
