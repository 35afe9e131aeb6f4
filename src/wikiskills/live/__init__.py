"""Live data: a polite client for Wikimedia's services, readers of what they publish, and snapshots made from them."""
