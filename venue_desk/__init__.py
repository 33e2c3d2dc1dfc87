"""村站值守台: the duty desk of a village activity venue."""

__version__ = "0.1.0"
