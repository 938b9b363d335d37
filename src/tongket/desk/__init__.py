"""What waits for me; home, search, the leader's page. Reads only."""
