"""The stores that the merged tables are written to and asked in."""
