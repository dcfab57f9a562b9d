"""What people ask, read from their words: agencies, places, topics, times, and what is wanted."""
