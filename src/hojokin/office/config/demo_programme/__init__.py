"""The living programme of the demo (お試しの事業): vendors, tools, applications and grants in every state.

Everything is done by the actions that the pages use, at moments of the past: the record, the versions and the receipts
are real.
"""
