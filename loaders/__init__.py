"""Read real files into records, one module and one toml a source."""
