"""What the page layouts share: decoding, the outline of labels, places, and values with their doubts.

A page is the text some HTML-to-text step left of a web site that mirrors a registry. Nothing in it is certain but
its labels and their order, and even those may be missing, doubled or glued to the value before them.
"""
