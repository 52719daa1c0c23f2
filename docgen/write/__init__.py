"""Writers: one per format, all fed by the same layout (`docgen.write.layout`)."""
