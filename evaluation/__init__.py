"""How good the answers are: question sets, figures, two simple baselines, one table."""
