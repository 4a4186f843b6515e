"""Reading whatever comes back, in a process of its own."""
