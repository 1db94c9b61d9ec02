"""A model in use: its folder opened, recordings heard, texts spoken, requests answered, and a page that shows it."""
