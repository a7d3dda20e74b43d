"""The parts of the page on due diligence."""
