"""Ports (外部との接点): what the office needs of the world outside, each as a protocol with its errors."""
