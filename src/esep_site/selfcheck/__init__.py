"""The first door of a citizen: which help a family can get. No account, and nothing of it is kept."""
