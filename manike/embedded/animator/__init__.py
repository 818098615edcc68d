"""The embedded animator: layered pictures set in motion with a camera, weather and light."""
