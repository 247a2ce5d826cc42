"""The tracks (申請枠), each with its own facts, rules and printed numbers; none knows another."""
