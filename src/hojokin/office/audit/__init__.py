"""Audit (監査): one case taken out as a folder that a person can read and a program can check, without the site."""
