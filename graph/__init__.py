"""Unite what sources say, keep it, analyse it and show it."""
