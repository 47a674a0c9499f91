"""One seat from map to gate: the whole chain, seen from outside.

The steps build on each other and run in the order of the files: a map is imported and
put on sale; seats are sold on the website, at the box office and by a distributor; they
are printed, torn, refunded; finance and management find every cent. Each step checks its
result from outside: the picture that was printed, the ledger, the text of the PDF.
"""
