"""Local gBizID (お試し用のgBizID): a real OpenID Connect provider with invented firms, for demo and tests only."""
