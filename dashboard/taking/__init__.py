"""The page from which a viewer takes records along."""
