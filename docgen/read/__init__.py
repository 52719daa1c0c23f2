"""Readers: from files to `VanBan`, with every problem located."""
