"""The preview: a course on this machine that follows its sources, in one process, rendered where somebody looks."""
