"""What is in footage and pictures: shots, key frames, measures, words, clusters."""
