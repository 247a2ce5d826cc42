"""Company register (法人情報): gBizINFO, or a file."""
