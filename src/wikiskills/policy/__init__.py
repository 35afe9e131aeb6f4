"""Rules of the Wikimedia movement and of this course for the code of lessons, and reasoned exceptions from them."""
