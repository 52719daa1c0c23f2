"""What `docgen check` does with files: finds, reports, writes copies."""
