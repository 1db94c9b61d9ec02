"""Pages for people: one HTML file with everything inside it, and pictures of sounds."""
