"""Many documents in one run: over the processors of the machine, in order, with flat memory."""
