"""Question + plans + passages -> Answer, every line proven from the source."""
