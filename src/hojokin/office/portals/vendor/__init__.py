"""Vendor's portal: a vendor's registration, tools and applications, listed and explained."""
