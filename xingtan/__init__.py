"""Xingtan: a region's whole-staff teacher training, from the notice to the certificate."""
