"""The pages, in folders that are entries of the menu. `_page.py`: what a page is."""
