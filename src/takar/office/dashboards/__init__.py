"""What a programme, a batch and a day look like across all contexts; each number opens the list behind it.

Reads only, through the doors of the contexts, computed when the page is opened. Never shows a result, only how many there are.
"""
