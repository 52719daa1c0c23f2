"""Documents held against the decree: rules, one family per module, and a page for each rule."""
