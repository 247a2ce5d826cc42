"""Transition tables (状態遷移表): one module for each kind of filing."""
