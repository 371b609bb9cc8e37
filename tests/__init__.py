"""A package by name, because libcovebods installs a package called `tests` beside itself."""
