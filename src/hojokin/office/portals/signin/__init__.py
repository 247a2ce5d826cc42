"""Signing in (サインイン): gBizID, passwords with a second factor, seats, invitations, telephone, account."""
