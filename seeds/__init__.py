"""Reports to start with: articles written for this project on real events, one .txt each, described in MANIFEST.csv.

Outlets and bystanders are invented; officials, meetings and dates are real, and reports differ as real ones do.
"""
