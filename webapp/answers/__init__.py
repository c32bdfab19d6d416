"""Floor 6: what the API, the downloads and the command line say: plain values, no pages."""
