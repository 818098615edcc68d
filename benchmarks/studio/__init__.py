"""What the embedded studio makes of thirty prompts, in figures, sheets and pairs of pictures."""
