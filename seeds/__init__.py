"""Reports to start with: articles written for this project on real events, one .txt each, described in MANIFEST.csv.

Officials, meetings and dates are real, and the reports contradict each other as real ones do. Outlets, bystanders and
the wording of quotations are ours: this is input to try the program on, not a source to cite.
"""
