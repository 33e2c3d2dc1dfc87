"""What is measured, against what: python -m benchmarks papers|startup|responsive|county|search."""
