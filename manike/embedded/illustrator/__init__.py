"""The embedded illustrator: paints layered scenes and characters with skia, numpy and OpenCV."""
