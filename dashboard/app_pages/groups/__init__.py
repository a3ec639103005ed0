"""Groups: circles of those who agreed, and what can be made of them."""
