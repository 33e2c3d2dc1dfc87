"""The demo: a fictional station, township or county, the same for the same seed.

Each room of a village is made by one function over a `Scene`; `story.py` puts them together, `writing.py` writes them.
"""
