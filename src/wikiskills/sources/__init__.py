"""Where the bytes of data files come from: this repository, installed packages, the cache, a mirror, the network."""
