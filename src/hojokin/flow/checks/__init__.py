"""Checks (入力の検査) beyond single fields: one module for each kind of filing."""
