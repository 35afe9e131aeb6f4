"""Running lessons: what to run, what came out, where it is kept, and the executors that run it."""
