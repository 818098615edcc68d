"""What makes a film, step by step: each step finds what is made and makes what is missing."""
