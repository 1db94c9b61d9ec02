"""How good an output is: error rates of words, the interval of a figure, and what a sound is worth. Pure ones use numpy."""
