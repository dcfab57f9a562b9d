"""Plans -> a folder on disk that can be searched: words, vectors, and the plans themselves."""
