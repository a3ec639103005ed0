"""The pages, in folders that are entries of the menu. `_page.py` says what a page is."""
