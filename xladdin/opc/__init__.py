"""Raw zip packages: open safely, copy members untouched, replace a few, save atomically."""
