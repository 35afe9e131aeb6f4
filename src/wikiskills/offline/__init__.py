"""The course without a network: an archive to carry, and what browsers need to keep a track."""
