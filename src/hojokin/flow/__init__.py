"""Flow (手続): what may happen next, who may do it, by when and with which papers. Pure, as the rules are."""
