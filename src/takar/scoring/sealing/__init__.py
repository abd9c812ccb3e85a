"""The worker's part: follows the exam journal, seals and scores what was submitted, and tells the exam store."""
