"""Reading narrative reports: lists, the document with its margin, one figure over all reports."""
