"""The queue of records that may be one organisation, and what people have said of them."""
