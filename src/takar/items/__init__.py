"""The item bank: content and keys of questions, their generators and import [bank soal]."""
