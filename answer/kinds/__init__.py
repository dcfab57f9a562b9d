"""One module for each kind of answer: duties, who, when, lists, counts, comparisons, gaps, the honest no."""
