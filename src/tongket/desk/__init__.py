"""What waits for me, where the unit stands, searching, the record of acts, help. Reads only.

The desk writes nothing and owns no table: it asks the rooms below and puts the answers side by side.
"""
