"""How good an output is: error rates of words and characters, and the interval of each figure."""
