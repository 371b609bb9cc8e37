"""Say what the graph can hold: tables of classes, properties, terms and reference data."""
