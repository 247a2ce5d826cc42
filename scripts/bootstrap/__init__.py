"""Make `.venv` from the hashed requirements, on any machine that has some Python 3 with pip.

Runs under Python 3.8 and newer with nothing but the standard library, because it comes before all else:
`python3 -m scripts.bootstrap demo|dev`. A second run that finds nothing changed only compares one hash.
HOJOKIN_PYTHON=/path/to/python names the interpreter to use when the search would choose another.
"""
