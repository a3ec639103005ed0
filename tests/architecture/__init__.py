"""The shape of the tree itself: imports, lengths, words, settings.

What the product does is tested elsewhere.
"""
