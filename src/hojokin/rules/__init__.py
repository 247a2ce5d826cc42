"""The programme's rules as code: facts in; amounts, reasons and clauses out.

``estimate`` answers "what would this applicant get, and why?" for one applicant.
"""

from hojokin.rules.estimate import Estimate, compare, estimate
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.question import Question

__all__ = ["Estimate", "InvalidQuestion", "Question", "compare", "estimate"]
