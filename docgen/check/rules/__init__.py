"""The rules, one module per family; importing them registers them (see `docgen.check.registry`)."""
