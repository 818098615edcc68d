"""The film engine measured against MoviePy and one ffmpeg filter graph, on the standard job."""
