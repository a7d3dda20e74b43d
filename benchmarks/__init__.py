"""What Concert claims about itself, measured: speed and memory side by side, quality on evaluation sets."""
